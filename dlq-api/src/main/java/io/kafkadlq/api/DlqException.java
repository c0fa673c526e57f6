package io.kafkadlq.api;

/** The root of everything this library throws; its message says what failed, with which value, and what to do. */
public class DlqException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DlqException(String message) {
        super(message);
    }

    public DlqException(String message, Throwable cause) {
        super(message, cause);
    }
}
