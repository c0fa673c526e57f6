package io.kafkadlq.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import io.kafkadlq.boot.SoldOutClassifier.SoldOutException;
import io.kafkadlq.core.config.Configured;
import java.net.ConnectException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What lies beside us and is found by name. */
class PluginsTest {

    private static List<String> violations(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("dlq.store.type", "memory");
        DlqConfig config = Configured.by(all);
        return new AssemblyRules(config, new Handled(Set.of(), Set.of(), Map.of()), Plugins.besideUs()).violations();
    }

    @Test
    void shouldFindABackoffByItsName() {
        var found = Plugins.besideUs().backoff(Fibonacci.NAME).orElseThrow();

        assertThat(found.text()).isEqualTo("custom:fibonacci");
        assertThat(found.delayAfter(6, new Random(1))).isEqualTo(Duration.ofSeconds(8));
        assertThat(Plugins.besideUs().backoff("golden-ratio")).isEmpty();
    }

    @Test
    void shouldNameTheBackoffsThereAreWhenAskedForAnother() {
        assertThat(violations(Map.of(
                        "dlq.channel.default.retry.backoff", "custom:golden-ratio",
                        "dlq.channel.default.retry.in-place-backoff", "custom:fibonaci",
                        "dlq.channel-defaults.retry.backoff-for", "timeout=custom:fib,unknown=custom:fibonacci")))
                .containsExactly(
                        "dlq.channel.default.retry.backoff has 'custom:golden-ratio': expected one of custom:fibonacci, or"
                                + " another backoff",
                        "dlq.channel.default.retry.in-place-backoff has 'custom:fibonaci': expected one of"
                                + " custom:fibonacci, or another backoff",
                        "dlq.channel.default.retry.backoff-for has 'custom:fib': expected one of custom:fibonacci, or"
                                + " another backoff");
    }

    @Test
    void shouldTakeBackoffsThatAreThere() {
        assertThat(violations(Map.of("dlq.channel.default.retry.backoff", "custom:fibonacci")))
                .isEmpty();
    }

    @Test
    void shouldAskClassifiersThatAreThereBeforeWhatIsBuiltIn() {
        var classifiers = Plugins.besideUs().classifiers();

        assertThat(classifiers.classify(ExceptionChain.of(new SoldOutException())))
                .isEqualTo(ErrorType.BUSINESS);
        assertThat(classifiers.classify(ExceptionChain.of(new ConnectException())))
                .isEqualTo(ErrorType.DEPENDENCY_UNAVAILABLE);
    }
}
