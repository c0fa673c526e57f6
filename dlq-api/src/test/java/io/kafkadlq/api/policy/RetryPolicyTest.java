package io.kafkadlq.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import io.kafkadlq.api.policy.BackoffStrategy.Fixed;
import io.kafkadlq.api.policy.RetryDecision.GiveUp;
import io.kafkadlq.api.policy.RetryDecision.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RetryPolicyTest {

    private static final Throwable WRAPPED = new IllegalStateException(new ConnectException("refused"));

    private static BackoffStrategy seconds(int seconds) {
        return new Fixed(Duration.ofSeconds(seconds));
    }

    private static RetryPolicyBuilder policy() {
        return RetryPolicy.builder().maxAttempts(5).maxAge(Duration.ofHours(1)).backoffForAll(seconds(10));
    }

    private static RetryDecision decision(
            RetryPolicy policy, ErrorType type, Throwable thrown, int attempts, Duration age) {
        return policy.decide(new FailedAttempt(type, ExceptionChain.of(thrown), attempts, age), new Random(1));
    }

    private static RetryDecision decision(RetryPolicyBuilder policy, ErrorType type, Throwable thrown) {
        return decision(policy.build(), type, thrown, 1, Duration.ZERO);
    }

    private static RetryDecision aged(Duration age) {
        return decision(policy().build(), ErrorType.TIMEOUT, WRAPPED, 1, age);
    }

    private static RetryDecision after(int seconds) {
        return new RetryAfter(Duration.ofSeconds(seconds));
    }

    @Test
    void shouldRetryWhatMayHelp() {
        assertThat(decision(policy(), ErrorType.TIMEOUT, WRAPPED)).isEqualTo(after(10));
    }

    @Test
    void shouldGiveUpAtTheLastAttempt() {
        RetryPolicy policy = policy().build();

        assertThat(decision(policy, ErrorType.TIMEOUT, WRAPPED, 4, Duration.ZERO))
                .isEqualTo(after(10));
        assertThat(decision(policy, ErrorType.TIMEOUT, WRAPPED, 5, Duration.ZERO))
                .isEqualTo(new GiveUp("given up after 5 attempts (retry.max-attempts)"));
        assertThat(decision(policy().maxAttempts(1), ErrorType.TIMEOUT, WRAPPED))
                .isEqualTo(new GiveUp("given up after 1 attempt (retry.max-attempts)"));
    }

    @Test
    void shouldGiveUpWhatIsTooOld() {
        assertThat(aged(Duration.ofHours(1).plusMillis(1)))
                .isEqualTo(new GiveUp("given up, as the record is older than PT1H (retry.max-age)"));
    }

    @Test
    void shouldGiveUpWhatWillBeTooOldAtItsNextAttempt() {
        Duration last = Duration.ofHours(1).minusSeconds(10);

        assertThat(aged(last)).isEqualTo(after(10));
        assertThat(aged(last.plusMillis(1)))
                .isEqualTo(
                        new GiveUp("given up, as the record will be older than PT1H at its next attempt, PT10S from now"
                                + " (retry.max-age)"));
    }

    @Test
    void shouldTakeAnyAge() {
        assertThat(aged(Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo(after(10));
        assertThat(aged(Duration.ofSeconds(Long.MAX_VALUE))).isInstanceOf(GiveUp.class);
        assertThat(decision(
                        policy().anyAge().build(), ErrorType.TIMEOUT, WRAPPED, 1, Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(after(10));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRetryKindsThatRetryingCanHelp(ErrorType type) {
        RetryDecision decision = decision(policy(), type, WRAPPED);

        assertThat(decision)
                .isEqualTo(
                        type.retryable()
                                ? after(10)
                                : new GiveUp("given up, as trying again cannot help against " + type.text()
                                        + " (retry.retry-on)"));
    }

    @ParameterizedTest
    @MethodSource("namesOfWrapped")
    void shouldRetryAllTheSameWhatIsNamed(String name) {
        assertThat(decision(policy().retryOn(List.of(name)), ErrorType.VALIDATION, WRAPPED))
                .isEqualTo(after(10));
    }

    @ParameterizedTest
    @MethodSource("namesOfWrapped")
    void shouldNeverRetryWhatIsNamed(String name) {
        assertThat(decision(policy().retryOn(List.of(name)).abortOn(List.of(name)), ErrorType.TIMEOUT, WRAPPED))
                .isEqualTo(new GiveUp("given up, as " + name + " is never retried (retry.abort-on)"));
    }

    /** Itself, its superclasses, its cause and the cause's. */
    static Stream<String> namesOfWrapped() {
        return Stream.of(
                "java.lang.IllegalStateException",
                "java.lang.RuntimeException",
                "java.net.ConnectException",
                "java.io.IOException");
    }

    @Test
    void shouldLetAnExceptionsBackoffGoBeforeItsKindsAndThatBeforeThePolicys() {
        RetryPolicyBuilder some = policy().backoffFor(ErrorType.TIMEOUT, seconds(20));
        RetryPolicyBuilder more = policy().backoffFor(ErrorType.TIMEOUT, seconds(20))
                .backoffFor("java.lang.IllegalStateException", seconds(25))
                .backoffFor("java.io.IOException", seconds(30));

        assertThat(decision(some, ErrorType.TRANSIENT, WRAPPED)).isEqualTo(after(10));
        assertThat(decision(some, ErrorType.TIMEOUT, WRAPPED)).isEqualTo(after(20));
        assertThat(decision(more, ErrorType.TIMEOUT, WRAPPED)).isEqualTo(after(30));
        assertThat(decision(more, ErrorType.TIMEOUT, new IOException())).isEqualTo(after(30));
        assertThat(decision(more, ErrorType.TIMEOUT, new IllegalStateException()))
                .isEqualTo(after(25));
    }

    @Test
    void shouldLetTheMostSpecialClassOfAnExceptionDecide() {
        RetryPolicyBuilder policy = policy().backoffFor("java.io.IOException", seconds(30))
                .backoffFor("java.net.SocketException", seconds(40));

        assertThat(decision(policy, ErrorType.TIMEOUT, WRAPPED)).isEqualTo(after(40));
    }

    static Stream<RetryPolicy> presets() {
        return Stream.of(RetryPolicy.DEFAULT, RetryPolicy.AGGRESSIVE, RetryPolicy.CONSERVATIVE, RetryPolicy.LONG_TERM);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void shouldBeTheSameAfterAWayThroughItsBuilder(RetryPolicy preset) {
        assertThat(preset.toBuilder().build()).isEqualTo(preset).hasSameHashCodeAs(preset);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void shouldLeaveWhoAsksForFewerCallsAloneLongest(RetryPolicy preset) {
        Duration limited = preset.backoffFor(ErrorType.RATE_LIMITED).delayAfter(1, new Random(1));
        Duration usual = preset.backoffFor(ErrorType.TRANSIENT).delayAfter(1, new Random(1));

        assertThat(limited).isGreaterThan(usual.multipliedBy(3));
    }

    @Test
    void shouldGoOnForAWeekWithTheLongTermPolicy() {
        var random = new Random(42);
        Duration age = Duration.ZERO;
        int attempts = 1;
        while (RetryPolicy.LONG_TERM.decide(
                        new FailedAttempt(ErrorType.UNKNOWN, ExceptionChain.of(WRAPPED), attempts, age), random)
                instanceof RetryAfter next) {
            age = age.plus(next.delay());
            attempts++;
        }

        assertThat(age).isBetween(Duration.ofDays(7).minusHours(1), Duration.ofDays(7));
        assertThat(attempts).isBetween(200, 260);
    }

    @Test
    void shouldRefuseAPolicyThatNeverRuns() {
        assertThatThrownBy(() -> policy().maxAttempts(0).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy().maxAge(Duration.ofMillis(-1)).build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
