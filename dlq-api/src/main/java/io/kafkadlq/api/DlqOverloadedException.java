package io.kafkadlq.api;

import java.time.Duration;

/** There was no room for a record within the time configured. The record was not taken; its owner still has it. */
public final class DlqOverloadedException extends DlqException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public DlqOverloadedException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
