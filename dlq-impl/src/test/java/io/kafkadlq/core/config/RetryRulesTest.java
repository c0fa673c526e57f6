package io.kafkadlq.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kafkadlq.api.DlqConfigException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused of the settings of retries, and what is said of it. */
class RetryRulesTest {

    private static final String RETRY = "dlq.channel.default.retry.";

    private static List<String> violations(Map<String, String> settings) {
        return catchThrowableOfType(DlqConfigException.class, () -> Configured.by(settings))
                .violations();
    }

    @ParameterizedTest
    @ValueSource(strings = {"backoff", "in-place-backoff"})
    void shouldRefuseABackoffThatCannotBeRead(String key) {
        assertThat(violations(Map.of(RETRY + key, "fixed:soon")))
                .containsExactly(
                        RETRY + key + " is 'fixed:soon': expected fixed:<delay>, such as fixed:PT30S; 'soon' is no"
                                + " duration such as PT30S or 30s");
    }

    @Test
    void shouldNameTheKeyThatAWrongValueWasInheritedFrom() {
        assertThat(violations(Map.of("dlq.channel-defaults.retry.backoff", "expo", "dlq.channels", "a,b")))
                .containsExactly("dlq.channel-defaults.retry.backoff is 'expo': expected none, fixed:PT30S,"
                        + " linear:PT1S:PT1M, exponential:PT1S:PT10M, exponential-with-jitter:PT1S:PT10M or"
                        + " custom:<name>; there is no 'expo'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate-limited|expected <error type or exception class>=<backoff>, such as rate-limited=fixed:PT1M",
                "rate-limit=fixed:PT1M|expected an error type (transient, timeout, dependency-unavailable, rate-limited,"
                        + " deserialization, validation, business, unknown) or an exception's full class name before the"
                        + " =, and not 'rate-limit'",
                "com..Busy=fixed:PT1M|and not 'com..Busy'",
                "=fixed:PT1M|and not ''",
                "timeout=fixed:1|'1' is no duration such as PT30S or 30s",
                "com.acme.Busy=|there is no ''"
            })
    void shouldRefuseABackoffForAFailureThatCannotBeRead(String entry, String message) {
        assertThat(violations(Map.of(RETRY + "backoff-for", entry)))
                .singleElement()
                .asString()
                .startsWith(RETRY + "backoff-for is '" + entry + "': expected ")
                .contains(message);
    }

    @Test
    void shouldRefuseTwoBackoffsForOneFailure() {
        assertThat(violations(Map.of(RETRY + "backoff-for", "timeout=none,TIMEOUT=fixed:1s")))
                .containsExactly(RETRY + "backoff-for is 'TIMEOUT=fixed:1s': expected each failure once, and TIMEOUT is"
                        + " there before");
    }

    @ParameterizedTest
    @CsvSource({"retry-on", "abort-on"})
    void shouldRefuseWhatCannotBeAnExceptionsClass(String key) {
        String names = "java.io.IOException,com.acme.Order$Übervoll, IOException,com.acme.,com acme.Busy,3.x.Y,a.b-c";

        assertThat(violations(Map.of(RETRY + key, names)))
                .hasSize(5)
                .first()
                .isEqualTo(RETRY + key + " is 'IOException': expected an exception's full class name, such as"
                        + " java.net.ConnectException");
    }

    @Test
    void shouldLeaveItToTheAssemblyWhichCustomBackoffsThereAre() {
        var retry = Configured.channel(
                        Map.of("retry.backoff", "custom:mine", "retry.backoff-for", "com.acme.Busy=custom:other"))
                .retry();

        assertThat(retry.backoff()).contains("custom:mine");
    }
}
