package io.kafkadlq.rig;

/** A part could not be started, stopped or asked; the message ends with the tail of its log where there is one. */
public class RigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RigException(String message) {
        super(message);
    }

    public RigException(String message, Throwable cause) {
        super(message, cause);
    }
}
