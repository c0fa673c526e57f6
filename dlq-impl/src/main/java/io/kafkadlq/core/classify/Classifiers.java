package io.kafkadlq.core.classify;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import io.kafkadlq.api.spi.FailureClassifier;
import io.kafkadlq.core.flow.Seldom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks those who may know what kind a failure is of, one after another: what is plugged in, then what is built in.
 * Thread-safe.
 */
public final class Classifiers {

    private final List<FailureClassifier> asked;
    private final Seldom defects = new Seldom();

    /** @param pluggedIn asked in this order, before what is built in */
    public Classifiers(List<FailureClassifier> pluggedIn) {
        asked = Stream.concat(pluggedIn.stream(), Stream.of(new DefaultClassifier()))
                .toList();
    }

    /** What the first that knows says, or unknown. Never throws. */
    public ErrorType classify(ExceptionChain exceptions) {
        for (FailureClassifier classifier : asked) {
            Optional<ErrorType> known = ask(classifier, exceptions);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return ErrorType.UNKNOWN;
    }

    /** A plug-in's mistake must not cost us the record. */
    private Optional<ErrorType> ask(FailureClassifier classifier, ExceptionChain exceptions) {
        try {
            Optional<ErrorType> known = classifier.classify(exceptions);
            return known.or(Optional::empty);
        } catch (RuntimeException defect) {
            // It may fail on every record.
            if (defects.isTime()) {
                Log.classifierDefect(classifier.getClass().getName(), defects.soFar(), defect);
            }
            return Optional.empty();
        }
    }
}
