package io.kafkadlq.core.config;

import io.kafkadlq.api.config.RetryConfig;
import io.kafkadlq.api.policy.BackoffStrategy;
import io.kafkadlq.core.config.SettingSource.Branch;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold of the values by which a channel's retries are set.
 *
 * @param source tells under which key a wrong value was found
 * @param branch of the channel's retry
 * @param violations where mistakes are reported
 */
record RetryRules(SettingSource source, Branch branch, Violations violations) {

    void check(RetryConfig retry) {
        retry.backoff().ifPresent(backoff -> checkBackoff("backoff", backoff));
        checkBackoff("in-place-backoff", retry.inPlaceBackoff());
        checkBackoffs(retry.backoffFor());
        checkClassNames("retry-on", retry.retryOn());
        checkClassNames("abort-on", retry.abortOn());
    }

    private void checkBackoff(String key, String backoff) {
        try {
            parse(backoff);
        } catch (IllegalArgumentException wrong) {
            violations.add(keyOf(key), backoff, wrong);
        }
    }

    private void checkBackoffs(List<String> entries) {
        String key = keyOf("backoff-for");
        Set<String> seen = new HashSet<>();
        for (String entry : entries) {
            try {
                var read = FailureBackoff.parse(entry);
                parse(read.backoff());
                boolean isNew = seen.add(
                        read.errorType().isPresent() ? read.failure().toLowerCase(Locale.ROOT) : read.failure());
                if (!isNew) {
                    violations.add(key, entry, "each failure once, and " + read.failure() + " is there before");
                }
            } catch (IllegalArgumentException wrong) {
                violations.add(key, entry, wrong);
            }
        }
    }

    /** Which strategies of one's own there are is known only when all parts are together. */
    private static void parse(String backoff) {
        BackoffStrategy.parse(backoff, name -> Optional.of(new BackoffStrategy.None()));
    }

    private void checkClassNames(String key, List<String> names) {
        names.stream()
                .filter(name -> !FailureBackoff.isClassName(name))
                .forEach(name -> violations.add(
                        keyOf(key), name, "an exception's full class name, such as java.net.ConnectException"));
    }

    private String keyOf(String key) {
        return source.keyOf(branch.child(key));
    }
}
