package io.kafkadlq.api.store;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.RecordSummary;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How records failed, the last time they did.
 *
 * @param errorTypes any of these; empty means all
 * @param exceptionClass the full name of the exception, or of its root cause
 * @param message a part of what the exception said, in upper or lower case; which letters beyond ASCII count as the same is
 *     the store's to say
 */
public record FailureFilter(Set<ErrorType> errorTypes, Optional<String> exceptionClass, Optional<String> message) {

    /** However they failed. */
    public static final FailureFilter ANY = new FailureFilter(Set.of(), Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException if a text is empty */
    public FailureFilter {
        errorTypes = Set.copyOf(errorTypes);
        if (exceptionClass.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("the exception class is empty; leave it out to find all");
        }
        if (message.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("the part of the message is empty; leave it out to find all");
        }
    }

    public FailureFilter withErrorTypes(Set<ErrorType> anyOf) {
        return new FailureFilter(anyOf, exceptionClass, message);
    }

    public FailureFilter failedWith(String className) {
        return new FailureFilter(errorTypes, Optional.of(className), message);
    }

    public FailureFilter messageContaining(String part) {
        return new FailureFilter(errorTypes, exceptionClass, Optional.of(part));
    }

    boolean matches(RecordSummary record) {
        Failure failure = record.failure();
        return (errorTypes.isEmpty() || errorTypes.contains(record.errorType()))
                && (exceptionClass.isEmpty()
                        || exceptionClass.equals(failure.exceptionClass())
                        || exceptionClass.equals(failure.rootCauseClass()))
                && (message.isEmpty()
                        || failure.message().filter(this::contains).isPresent());
    }

    private boolean contains(String said) {
        String part = message.orElse("");
        return said.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
