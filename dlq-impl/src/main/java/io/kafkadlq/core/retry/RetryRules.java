package io.kafkadlq.core.retry;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import io.kafkadlq.api.policy.FailedAttempt;
import io.kafkadlq.api.policy.RetryDecision;
import io.kafkadlq.api.policy.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * How a channel judges failures. Thread-safe.
 *
 * @param classifier tells what kind a failure is of
 * @param clock the store's
 * @param random what jitter is taken from
 * @param node this instance, for people
 * @param givenUpBlocks whether what comes later in a sequence waits for a record that was given up
 */
public record RetryRules(
        RetryPolicy policy,
        Function<ExceptionChain, ErrorType> classifier,
        Clock clock,
        RandomGenerator random,
        String node,
        boolean givenUpBlocks) {

    private static final Duration WHEN_THE_POLICY_FAILS = Duration.ofMinutes(1);

    RetryDecision decide(ErrorType type, ExceptionChain exceptions, int attempts, Instant takenIn) {
        Duration age = Duration.between(takenIn, clock.instant());
        var failed = new FailedAttempt(type, exceptions, Math.max(1, attempts), age.isNegative() ? Duration.ZERO : age);
        try {
            return policy.decide(failed, random);
        } catch (RuntimeException defect) {
            // An application's own backoff must not cost us the record.
            Log.policyDefect(defect);
            return new RetryDecision.RetryAfter(WHEN_THE_POLICY_FAILS);
        }
    }
}
