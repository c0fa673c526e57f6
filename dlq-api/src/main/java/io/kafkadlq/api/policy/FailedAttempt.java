package io.kafkadlq.api.policy;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import java.time.Duration;
import java.util.Objects;

/**
 * What a policy decides upon.
 *
 * @param errorType what kind of failure it was
 * @param exceptions what was thrown
 * @param attempts how often the handler has run on the record, here and before it became a dead letter
 * @param age how long ago the record was taken in; zero for one that has just failed for the first time
 */
public record FailedAttempt(ErrorType errorType, ExceptionChain exceptions, int attempts, Duration age) {

    public FailedAttempt {
        Objects.requireNonNull(errorType, "errorType");
        Objects.requireNonNull(exceptions, "exceptions");
        Objects.requireNonNull(age, "age");
    }
}
