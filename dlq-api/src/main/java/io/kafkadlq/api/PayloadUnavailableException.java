package io.kafkadlq.api;

/** A dead letter's payload could not be fetched from its topic for now, as Kafka did not give it; trying again may help. */
public final class PayloadUnavailableException extends DlqException {

    private static final long serialVersionUID = 1L;

    public PayloadUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
