package io.kafkadlq.api.policy;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt. Delays are whole milliseconds, never negative, never over the strategy's
 * greatest, and never overflow. Stateless and thread-safe.
 */
public sealed interface BackoffStrategy {

    /**
     * The wait after so many failures.
     *
     * @param failures how often it has failed, at least 1
     * @param random what jitter is taken from
     */
    Duration delayAfter(int failures, RandomGenerator random);

    /** No wait. */
    record None() implements BackoffStrategy {

        @Override
        public Duration delayAfter(int failures, RandomGenerator random) {
            return Duration.ZERO;
        }
    }

    /** Always the same wait. */
    record Fixed(Duration delay) implements BackoffStrategy {

        public Fixed {
            Objects.requireNonNull(delay, "delay");
        }

        @Override
        public Duration delayAfter(int failures, RandomGenerator random) {
            return delay;
        }
    }
}
