package io.kafkadlq.core.config;

import io.kafkadlq.api.model.ErrorType;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An entry of {@code retry.backoff-for}: a wait for some failures.
 *
 * @param failure an error type or a class name
 * @param backoff as {@link io.kafkadlq.api.policy.BackoffStrategy#parse} reads it
 */
public record FailureBackoff(String failure, String backoff) {

    private static final String WORD = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+";

    /** With a package: a bare class name, which is easily written by mistake, would never be met. */
    private static final Pattern CLASS_NAME = Pattern.compile(WORD + "(?:\\." + WORD + ")++");

    /**
     * Reads one as it is written, {@code <error type or exception class>=<backoff>}.
     *
     * @throws IllegalArgumentException if it cannot be read; the message tells what was expected
     */
    public static FailureBackoff parse(String entry) {
        int equals = entry.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    "expected <error type or exception class>=<backoff>, such as rate-limited=fixed:PT1M");
        }
        var read = new FailureBackoff(
                entry.substring(0, equals).strip(), entry.substring(equals + 1).strip());
        if (read.errorType().isEmpty() && !isClassName(read.failure())) {
            throw new IllegalArgumentException("expected an error type ("
                    + Arrays.stream(ErrorType.values()).map(ErrorType::text).collect(Collectors.joining(", "))
                    + ") or an exception's full class name before the =, and not '" + read.failure() + "'");
        }
        return read;
    }

    /** Its error type, unless it is about a class. */
    public Optional<ErrorType> errorType() {
        return ErrorType.of(failure);
    }

    static boolean isClassName(String text) {
        return CLASS_NAME.matcher(text).matches();
    }
}
