package io.kafkadlq.api.policy;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.policy.BackoffStrategy.ExponentialWithJitter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The policies to start from. Each is jittered throughout: what a dependency refused at once must not come back at once.
 * What is down comes back later than a glitch passes, and who asks for fewer calls is asked to be left alone longest.
 */
final class Presets {

    private Presets() {}

    static RetryPolicy byDefault() {
        return policy(
                10,
                Optional.empty(),
                jittered("PT1S", "PT10M"),
                Map.of(
                        ErrorType.DEPENDENCY_UNAVAILABLE, jittered("PT5S", "PT10M"),
                        ErrorType.RATE_LIMITED, jittered("PT30S", "PT15M")));
    }

    static RetryPolicy aggressive() {
        return policy(
                25,
                Optional.empty(),
                jittered("PT0.1S", "PT30S"),
                Map.of(
                        ErrorType.DEPENDENCY_UNAVAILABLE, jittered("PT1S", "PT30S"),
                        ErrorType.RATE_LIMITED, jittered("PT5S", "PT2M")));
    }

    static RetryPolicy conservative() {
        return policy(
                4,
                Optional.empty(),
                jittered("PT1M", "PT1H"),
                Map.of(
                        ErrorType.DEPENDENCY_UNAVAILABLE, jittered("PT5M", "PT1H"),
                        ErrorType.RATE_LIMITED, jittered("PT10M", "PT2H")));
    }

    /** The age ends it: with waits of three quarters of an hour on average it comes to some 230 attempts. */
    static RetryPolicy longTerm() {
        return policy(
                1000,
                Optional.of(Duration.ofDays(7)),
                jittered("PT10S", "PT1H"),
                Map.of(ErrorType.RATE_LIMITED, jittered("PT1M", "PT1H")));
    }

    private static RetryPolicy policy(
            int attempts, Optional<Duration> age, BackoffStrategy backoff, Map<ErrorType, BackoffStrategy> byType) {
        return new RetryPolicy(attempts, age, backoff, byType, Map.of(), Set.of(), Set.of());
    }

    private static BackoffStrategy jittered(String initial, String max) {
        return new ExponentialWithJitter(Duration.parse(initial), Duration.parse(max));
    }
}
