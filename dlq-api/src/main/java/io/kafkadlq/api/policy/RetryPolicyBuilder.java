package io.kafkadlq.api.policy;

import io.kafkadlq.api.model.ErrorType;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a {@link RetryPolicy} from another by what is to differ. Not thread-safe. */
public final class RetryPolicyBuilder {

    private int maxAttempts;
    private Optional<Duration> maxAge;
    private BackoffStrategy backoff;
    private final Map<ErrorType, BackoffStrategy> byErrorType = new EnumMap<>(ErrorType.class);
    private final Map<String, BackoffStrategy> byException;
    private final Set<String> retryOn;
    private final Set<String> abortOn;

    RetryPolicyBuilder(RetryPolicy start) {
        maxAttempts = start.maxAttempts();
        maxAge = start.maxAge();
        backoff = start.backoff();
        byErrorType.putAll(start.backoffByErrorType());
        byException = new HashMap<>(start.backoffByException());
        retryOn = new HashSet<>(start.retryOn());
        abortOn = new HashSet<>(start.abortOn());
    }

    /** @param most runs of the handler on one record, the first included; at least 1 */
    public RetryPolicyBuilder maxAttempts(int most) {
        maxAttempts = most;
        return this;
    }

    /** @param most age from which on a record is not retried any longer */
    public RetryPolicyBuilder maxAge(Duration most) {
        maxAge = Optional.of(most);
        return this;
    }

    /** However old a record is. */
    public RetryPolicyBuilder anyAge() {
        maxAge = Optional.empty();
        return this;
    }

    /** The wait after a failure for which no other is given; those that are given stay. */
    public RetryPolicyBuilder backoff(BackoffStrategy strategy) {
        backoff = strategy;
        return this;
    }

    /** The wait after every failure; those given before, by kind or by exception, are forgotten. */
    public RetryPolicyBuilder backoffForAll(BackoffStrategy strategy) {
        byErrorType.clear();
        byException.clear();
        return backoff(strategy);
    }

    /** The wait after failures of that kind. */
    public RetryPolicyBuilder backoffFor(ErrorType type, BackoffStrategy strategy) {
        byErrorType.put(type, strategy);
        return this;
    }

    /** The wait after exceptions of that class name; goes before that of their kind. */
    public RetryPolicyBuilder backoffFor(String exception, BackoffStrategy strategy) {
        byException.put(exception, strategy);
        return this;
    }

    /** Adds class names of exceptions that are retried although trying again cannot help against their kind. */
    public RetryPolicyBuilder retryOn(Collection<String> exceptions) {
        retryOn.addAll(exceptions);
        return this;
    }

    /** Adds class names of exceptions that are never retried. */
    public RetryPolicyBuilder abortOn(Collection<String> exceptions) {
        abortOn.addAll(exceptions);
        return this;
    }

    /** @throws IllegalArgumentException if the attempts are under 1 or the age negative */
    public RetryPolicy build() {
        return new RetryPolicy(maxAttempts, maxAge, backoff, byErrorType, byException, retryOn, abortOn);
    }
}
