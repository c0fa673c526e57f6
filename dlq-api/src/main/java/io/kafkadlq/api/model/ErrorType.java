package io.kafkadlq.api.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of failure, told apart by what helps against them. How long to wait after each is {@link
 * io.kafkadlq.api.policy.RetryPolicy#backoffFor a policy's to say}.
 */
public enum ErrorType {
    /** A glitch that is likely to be gone at the next try. */
    TRANSIENT(true),
    /** An answer did not come in time. */
    TIMEOUT(true),
    /** Something the handler needs is down. */
    DEPENDENCY_UNAVAILABLE(true),
    /** A dependency asked for fewer calls. */
    RATE_LIMITED(true),
    /** The bytes could not be read as what was expected. */
    DESERIALIZATION(false),
    /** The content was read and found wrong. */
    VALIDATION(false),
    /** The content is right, but the business said no. */
    BUSINESS(false),
    /** Not known; treated with care. */
    UNKNOWN(true);

    private final boolean retryable;

    ErrorType(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether trying again, unchanged, can help. */
    public boolean retryable() {
        return retryable;
    }

    /** As configuration writes it, such as {@code rate-limited}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one that is written so, in any case. */
    public static Optional<ErrorType> of(String text) {
        return Arrays.stream(values())
                .filter(type -> type.text().equalsIgnoreCase(text))
                .findFirst();
    }
}
