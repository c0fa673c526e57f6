package io.kafkadlq.core.guard;

import io.kafkadlq.api.DlqException;

/**
 * Store or Kafka is away: the same call may work later. It is what guards retry and what their breakers count; any other
 * exception is a defect or an answer, and passes them by.
 */
public final class UnavailableException extends DlqException {

    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(message);
    }

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
