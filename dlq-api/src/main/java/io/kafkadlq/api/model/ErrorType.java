package io.kafkadlq.api.model;

/** The kinds of failure, told apart by what helps against them. */
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
}
