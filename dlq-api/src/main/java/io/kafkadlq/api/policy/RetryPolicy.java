package io.kafkadlq.api.policy;

import java.util.random.RandomGenerator;

/** Whether and when a failed record is handled again. Immutable and thread-safe. */
public final class RetryPolicy {

    public static final RetryPolicy DEFAULT = new RetryPolicy();

    /** What is to become of a record after a failure. */
    public RetryDecision decide(FailedAttempt failed, RandomGenerator random) {
        return new RetryDecision.RetryAfter(new BackoffStrategy.None().delayAfter(failed.attempts(), random));
    }
}
