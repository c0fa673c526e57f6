package io.kafkadlq.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.policy.BackoffStrategy;
import io.kafkadlq.api.policy.BackoffStrategy.Custom;
import io.kafkadlq.api.policy.BackoffStrategy.Fixed;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.core.config.Configured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfiguredPolicyTest {

    private static final BackoffStrategy MINE = new Custom("mine", failures -> Duration.ZERO);

    private static Optional<BackoffStrategy> customs(String name) {
        return name.equals("mine") ? Optional.of(MINE) : Optional.empty();
    }

    private static RetryPolicy by(Map<String, String> keys) {
        return ConfiguredPolicy.of(Configured.channel(keys).retry(), ConfiguredPolicyTest::customs);
    }

    private static BackoffStrategy seconds(int seconds) {
        return new Fixed(Duration.ofSeconds(seconds));
    }

    static Stream<Arguments> presets() {
        return Stream.of(
                Arguments.of("default", RetryPolicy.DEFAULT),
                Arguments.of("aggressive", RetryPolicy.AGGRESSIVE),
                Arguments.of("conservative", RetryPolicy.CONSERVATIVE),
                Arguments.of("long-term", RetryPolicy.LONG_TERM));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void shouldBeThePresetWhereNothingElseIsSet(String name, RetryPolicy preset) {
        assertThat(by(Map.of("retry.policy", name))).isEqualTo(preset);
    }

    @Test
    void shouldBeTheDefaultWhereNothingIsSet() {
        assertThat(by(Map.of())).isEqualTo(RetryPolicy.DEFAULT);
    }

    @Test
    void shouldChangeThePresetByWhatIsSet() {
        RetryPolicy policy = by(Map.of(
                "retry.policy", "long-term",
                "retry.max-attempts", "7",
                "retry.max-age", "1d",
                "retry.backoff-for", "timeout=fixed:2s,com.acme.Busy=custom:mine",
                "retry.retry-on", "com.acme.Late",
                "retry.abort-on", "com.acme.Gone"));

        assertThat(policy)
                .isEqualTo(RetryPolicy.LONG_TERM.toBuilder()
                        .maxAttempts(7)
                        .maxAge(Duration.ofDays(1))
                        .backoffFor(ErrorType.TIMEOUT, seconds(2))
                        .backoffFor("com.acme.Busy", MINE)
                        .retryOn(List.of("com.acme.Late"))
                        .abortOn(List.of("com.acme.Gone"))
                        .build());
    }

    @Test
    void shouldWaitAsIsSetAfterEveryFailureThatNothingElseIsSetFor() {
        RetryPolicy policy = by(Map.of("retry.backoff", "fixed:5s", "retry.backoff-for", "timeout=fixed:2s"));

        assertThat(policy.backoffFor(ErrorType.RATE_LIMITED)).isEqualTo(seconds(5));
        assertThat(policy.backoffFor(ErrorType.TIMEOUT)).isEqualTo(seconds(2));
    }

    @Test
    void shouldReadTheBackoffInPlace() {
        var byDefault = Configured.channel(Map.of()).retry();
        var own = Configured.channel(Map.of("retry.in-place-backoff", "custom:mine"))
                .retry();

        assertThat(ConfiguredPolicy.inPlaceBackoff(byDefault, ConfiguredPolicyTest::customs))
                .isEqualTo(new Fixed(Duration.ofMillis(100)));
        assertThat(ConfiguredPolicy.inPlaceBackoff(own, ConfiguredPolicyTest::customs))
                .isSameAs(MINE);
    }
}
