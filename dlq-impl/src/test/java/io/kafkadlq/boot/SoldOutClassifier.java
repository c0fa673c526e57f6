package io.kafkadlq.boot;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import io.kafkadlq.api.spi.FailureClassifier;
import java.util.Optional;
import java.util.Set;

/** A classifier as a user's library would bring it, found by the service loader. */
public final class SoldOutClassifier implements FailureClassifier {

    static final class SoldOutException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public Optional<ErrorType> classify(ExceptionChain exceptions) {
        return exceptions.deepestOf(Set.of(SoldOutException.class.getName())).map(name -> ErrorType.BUSINESS);
    }
}
