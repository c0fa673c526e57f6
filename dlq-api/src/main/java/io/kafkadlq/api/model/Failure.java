package io.kafkadlq.api.model;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a record became a dead letter. Every text is bounded when read: class names at {@value #MAX_CLASS_BYTES} bytes,
 * the message at {@value #MAX_MESSAGE_BYTES}, the stack trace at {@value #MAX_STACK_TRACE_BYTES} (head and tail kept).
 *
 * <p>Immutable; the {@code with} methods return a changed copy.
 */
public final class Failure {

    public static final int MAX_CLASS_BYTES = 512;
    public static final int MAX_MESSAGE_BYTES = 4 * 1024;
    public static final int MAX_STACK_TRACE_BYTES = 16 * 1024;

    private static final int UNKNOWN = -1;
    private static final Failure UNEXPLAINED = new Failure(null, null, null, null, UNKNOWN);

    private final @Nullable Text exceptionClass;
    private final @Nullable Text rootCauseClass;
    private final @Nullable Text message;
    private final @Nullable Text stackTrace;
    private final int deliveries;

    private Failure(
            @Nullable Text exceptionClass,
            @Nullable Text rootCauseClass,
            @Nullable Text message,
            @Nullable Text stackTrace,
            int deliveries) {
        this.exceptionClass = exceptionClass;
        this.rootCauseClass = rootCauseClass;
        this.message = message;
        this.stackTrace = stackTrace;
        this.deliveries = deliveries;
    }

    /** A failure that the dead letter says nothing about. */
    public static Failure unexplained() {
        return UNEXPLAINED;
    }

    /** What a live throwable tells, its stack trace already cut to its bound. */
    public static Failure of(Throwable thrown) {
        var failure = UNEXPLAINED.withExceptionClass(Text.of(thrown.getClass().getName()));
        try {
            return failure.withRootCauseClass(
                            Text.of(rootCause(thrown).getClass().getName()))
                    .withWordsOf(thrown);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError speechless) {
            // An exception whose own methods throw must not cost us the record.
            return failure.withMessage(Text.of(
                    "(its message cannot be read: " + speechless.getClass().getName() + ")"));
        }
    }

    private Failure withWordsOf(Throwable thrown) {
        var rendered = new StringWriter();
        thrown.printStackTrace(new PrintWriter(rendered));
        var failure = withStackTrace(Text.of(Text.of(rendered.toString()).bounded(MAX_STACK_TRACE_BYTES)));
        String said = thrown.getMessage();
        return said == null
                ? failure
                : failure.withMessage(Text.of(Text.of(said).bounded(MAX_MESSAGE_BYTES)));
    }

    private static Throwable rootCause(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable deepest = thrown;
        while (seen.add(deepest)) {
            Throwable cause = deepest.getCause();
            if (cause == null) {
                return deepest;
            }
            deepest = cause;
        }
        return deepest;
    }

    public Failure withExceptionClass(Text name) {
        return new Failure(name, rootCauseClass, message, stackTrace, deliveries);
    }

    public Failure withRootCauseClass(Text name) {
        return new Failure(exceptionClass, name, message, stackTrace, deliveries);
    }

    public Failure withMessage(Text newMessage) {
        return new Failure(exceptionClass, rootCauseClass, newMessage, stackTrace, deliveries);
    }

    public Failure withStackTrace(Text newStackTrace) {
        return new Failure(exceptionClass, rootCauseClass, message, newStackTrace, deliveries);
    }

    /** As lists carry it. */
    public Failure withoutStackTrace() {
        return stackTrace == null ? this : new Failure(exceptionClass, rootCauseClass, message, null, deliveries);
    }

    /** @param newDeliveries how often the record was tried before it became a dead letter; under 0 means unknown */
    public Failure withDeliveries(int newDeliveries) {
        return new Failure(exceptionClass, rootCauseClass, message, stackTrace, Math.max(newDeliveries, UNKNOWN));
    }

    /** The exception as the consumer saw it, often a framework's wrapper. */
    public Optional<String> exceptionClass() {
        return bounded(exceptionClass, MAX_CLASS_BYTES);
    }

    /** The deepest cause that the dead letter names. */
    public Optional<String> rootCauseClass() {
        return bounded(rootCauseClass, MAX_CLASS_BYTES);
    }

    public Optional<String> message() {
        return bounded(message, MAX_MESSAGE_BYTES);
    }

    public Optional<String> stackTrace() {
        return bounded(stackTrace, MAX_STACK_TRACE_BYTES);
    }

    /** How often the record was tried before it became a dead letter. */
    public OptionalInt deliveries() {
        return deliveries == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(deliveries);
    }

    private static Optional<String> bounded(@Nullable Text text, int maxBytes) {
        return Optional.ofNullable(text).map(present -> present.bounded(maxBytes));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Failure that
                && deliveries == that.deliveries
                && Objects.equals(exceptionClass, that.exceptionClass)
                && Objects.equals(rootCauseClass, that.rootCauseClass)
                && Objects.equals(message, that.message)
                && Objects.equals(stackTrace, that.stackTrace);
    }

    @Override
    public int hashCode() {
        return Objects.hash(exceptionClass, rootCauseClass, message, deliveries);
    }

    @Override
    public String toString() {
        return exceptionClass().orElse("unknown failure")
                + message().map(said -> ": " + said).orElse("");
    }
}
