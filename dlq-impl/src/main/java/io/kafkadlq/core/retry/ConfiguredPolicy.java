package io.kafkadlq.core.retry;

import io.kafkadlq.api.config.RetryConfig;
import io.kafkadlq.api.config.RetryPreset;
import io.kafkadlq.api.policy.BackoffStrategy;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.api.policy.RetryPolicyBuilder;
import io.kafkadlq.core.config.FailureBackoff;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes policies of what is configured, which the configuration's rules have checked. Each method throws {@link
 * IllegalArgumentException} for a text that they would not have let pass.
 */
public final class ConfiguredPolicy {

    private ConfiguredPolicy() {}

    /**
     * The preset, changed by what is set. A {@code backoff} that is set is for all failures that {@code backoff-for} has no
     * other for: what the preset says of some of them gives way.
     *
     * @param customs finds a backoff of the application's own by its name
     */
    public static RetryPolicy of(RetryConfig config, Function<String, Optional<BackoffStrategy>> customs) {
        RetryPolicyBuilder policy =
                preset(config.policy()).toBuilder().retryOn(config.retryOn()).abortOn(config.abortOn());
        config.maxAttempts().ifPresent(policy::maxAttempts);
        config.maxAge().ifPresent(policy::maxAge);
        config.backoff().map(text -> BackoffStrategy.parse(text, customs)).ifPresent(policy::backoffForAll);
        for (String entry : config.backoffFor()) {
            var some = FailureBackoff.parse(entry);
            var backoff = BackoffStrategy.parse(some.backoff(), customs);
            some.errorType()
                    .ifPresentOrElse(
                            type -> policy.backoffFor(type, backoff), () -> policy.backoffFor(some.failure(), backoff));
        }
        return policy.build();
    }

    /** The wait before each further try at once, before a record becomes a dead letter. */
    public static BackoffStrategy inPlaceBackoff(
            RetryConfig config, Function<String, Optional<BackoffStrategy>> customs) {
        return BackoffStrategy.parse(config.inPlaceBackoff(), customs);
    }

    private static RetryPolicy preset(RetryPreset preset) {
        return switch (preset) {
            case DEFAULT -> RetryPolicy.DEFAULT;
            case AGGRESSIVE -> RetryPolicy.AGGRESSIVE;
            case CONSERVATIVE -> RetryPolicy.CONSERVATIVE;
            case LONG_TERM -> RetryPolicy.LONG_TERM;
        };
    }
}
