package io.kafkadlq.api.spi;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import java.util.Optional;

/**
 * Tells what kind a failure is of, by the exceptions' names. Found by {@link java.util.ServiceLoader}, or as a bean, which goes
 * first; asked before what is built in, and the first that knows is believed. Stateless and thread-safe.
 */
public interface FailureClassifier {

    /** The kind, or nothing if it does not know. */
    Optional<ErrorType> classify(ExceptionChain exceptions);
}
