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
public record FailureJudge(
        RetryPolicy policy,
        Function<ExceptionChain, ErrorType> classifier,
        Clock clock,
        RandomGenerator random,
        String node,
        boolean givenUpBlocks) {

    /** Why a record is given up although its handler asked for a later attempt. */
    static final String TOO_OLD =
            "The handler asked for a later attempt, by which the record would be past retry.max-age";

    private static final Duration WHEN_THE_POLICY_FAILS = Duration.ofMinutes(1);
    private static final Duration OLDEST_WITHOUT_PAYLOAD = Duration.ofDays(7);

    /** Of which kind a failure is; whatever goes wrong with that, there is an answer. */
    ErrorType classify(ExceptionChain exceptions) {
        try {
            return classifier.apply(exceptions);
        } catch (RuntimeException | LinkageError defect) {
            Log.policyDefect(defect);
            return ErrorType.UNKNOWN;
        }
    }

    RetryDecision decide(ErrorType type, ExceptionChain exceptions, int attempts, Instant takenIn) {
        var failed = new FailedAttempt(type, exceptions, Math.max(1, attempts), age(takenIn));
        try {
            return policy.decide(failed, random);
        } catch (RuntimeException | LinkageError defect) {
            // An application's own backoff must not cost us the record.
            Log.policyDefect(defect);
            return new RetryDecision.RetryAfter(WHEN_THE_POLICY_FAILS);
        }
    }

    /** Whether a record may wait for so long and still be retried, by its age. */
    boolean mayWait(Duration delay, Instant takenIn) {
        return policy.maxAge()
                .filter(most -> age(takenIn).plus(delay).compareTo(most) > 0)
                .isEmpty();
    }

    /** Up to which age it is tried to fetch a record's payload; as that spends no attempts, something else has to end it. */
    Duration oldestWithoutPayload() {
        return policy.maxAge().orElse(OLDEST_WITHOUT_PAYLOAD);
    }

    /** Whether trying again at once may help, however often it was tried. */
    boolean mayHelp(Throwable failed) {
        ExceptionChain exceptions = ExceptionChain.of(failed);
        var unlimited = new FailureJudge(
                policy.toBuilder().maxAttempts(Integer.MAX_VALUE).build(),
                classifier,
                clock,
                random,
                node,
                givenUpBlocks);
        return unlimited.decide(classify(exceptions), exceptions, 1, clock.instant())
                instanceof RetryDecision.RetryAfter;
    }

    private Duration age(Instant takenIn) {
        Duration age = Duration.between(takenIn, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
