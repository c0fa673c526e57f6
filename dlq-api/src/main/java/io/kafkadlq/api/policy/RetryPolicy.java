package io.kafkadlq.api.policy;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import io.kafkadlq.api.policy.RetryDecision.GiveUp;
import io.kafkadlq.api.policy.RetryDecision.RetryAfter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Whether and when a failed record is handled again. Immutable and thread-safe; made by {@link #builder()}.
 *
 * <p>An exception "of a name" is one whose class or a superclass of it has that name, or that was caused by such a one.
 *
 * @param maxAttempts most runs of the handler on one record, at least 1
 * @param maxAge age from which on a record is not retried any longer; no bound if absent
 * @param backoff the wait after a failure for which no other is given
 * @param backoffByErrorType other waits, by the failure's kind
 * @param backoffByException other waits, by an exception's name; go before those of its kind, and a cause's before that
 *     of what it caused
 * @param retryOn names of exceptions that are retried although trying again cannot help against their kind
 * @param abortOn names of exceptions that are never retried, whatever the rest says
 */
public record RetryPolicy(
        int maxAttempts,
        Optional<Duration> maxAge,
        BackoffStrategy backoff,
        Map<ErrorType, BackoffStrategy> backoffByErrorType,
        Map<String, BackoffStrategy> backoffByException,
        Set<String> retryOn,
        Set<String> abortOn) {

    /** 10 attempts, the waits from about a second to ten minutes; longer for a dependency that is down or wants less. */
    public static final RetryPolicy DEFAULT = Presets.byDefault();

    /** 25 attempts, the waits from a tenth of a second to half a minute: for glitches, where time counts. */
    public static final RetryPolicy AGGRESSIVE = Presets.aggressive();

    /** 4 attempts, the waits from a minute to an hour: for handlers that are dear, or dependencies that are weak. */
    public static final RetryPolicy CONSERVATIVE = Presets.conservative();

    /** Seven days, the waits from ten seconds to an hour: for outages that last. */
    public static final RetryPolicy LONG_TERM = Presets.longTerm();

    /** @throws IllegalArgumentException if {@code maxAttempts} is under 1 or {@code maxAge} negative */
    public RetryPolicy {
        if (maxAttempts < 1 || maxAge.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException(
                    "A policy of " + maxAttempts + " attempts up to an age of " + maxAge + ": at least 1, and zero");
        }
        backoffByErrorType = Map.copyOf(backoffByErrorType);
        backoffByException = Map.copyOf(backoffByException);
        retryOn = Set.copyOf(retryOn);
        abortOn = Set.copyOf(abortOn);
    }

    /** Starts from {@link #DEFAULT}. */
    public static RetryPolicyBuilder builder() {
        return DEFAULT.toBuilder();
    }

    /** Starts from this one. */
    public RetryPolicyBuilder toBuilder() {
        return new RetryPolicyBuilder(this);
    }

    /**
     * What is to become of a record after a failure.
     *
     * @param random what jitter is taken from
     * @throws IllegalStateException if a {@linkplain BackoffStrategy.Custom backoff of one's own} fails
     */
    public RetryDecision decide(FailedAttempt failed, RandomGenerator random) {
        return refusal(failed).<RetryDecision>map(GiveUp::new).orElseGet(() -> retry(failed, random));
    }

    /** The wait after a failure of that kind, unless its exception has one of its own. */
    public BackoffStrategy backoffFor(ErrorType type) {
        return backoffByErrorType.getOrDefault(type, backoff);
    }

    private Optional<String> refusal(FailedAttempt failed) {
        Optional<String> never = failed.exceptions().deepestOf(abortOn);
        if (never.isPresent()) {
            return never.map(name -> "given up, as " + name + " is never retried (retry.abort-on)");
        }
        if (failed.attempts() >= maxAttempts) {
            return Optional.of("given up after " + failed.attempts()
                    + (failed.attempts() == 1 ? " attempt" : " attempts") + " (retry.max-attempts)");
        }
        if (maxAge.filter(most -> failed.age().compareTo(most) > 0).isPresent()) {
            return maxAge.map(most -> "given up, as the record is older than " + most + " (retry.max-age)");
        }
        return failed.errorType().retryable()
                        || failed.exceptions().deepestOf(retryOn).isPresent()
                ? Optional.empty()
                : Optional.of("given up, as trying again cannot help against "
                        + failed.errorType().text() + " (retry.retry-on)");
    }

    private RetryDecision retry(FailedAttempt failed, RandomGenerator random) {
        Duration delay = backoffFor(failed).delayAfter(failed.attempts(), random);
        Duration age = failed.age().isNegative() ? Duration.ZERO : failed.age();
        return maxAge.filter(most -> delay.compareTo(most.minus(age)) > 0)
                .<RetryDecision>map(most -> new GiveUp("given up, as the record will be older than " + most
                        + " at its next attempt, " + delay + " from now (retry.max-age)"))
                .orElseGet(() -> new RetryAfter(delay));
    }

    private BackoffStrategy backoffFor(FailedAttempt failed) {
        ExceptionChain exceptions = failed.exceptions();
        return exceptions
                .deepestOf(backoffByException.keySet())
                .map(backoffByException::get)
                .orElseGet(() -> backoffFor(failed.errorType()));
    }
}
