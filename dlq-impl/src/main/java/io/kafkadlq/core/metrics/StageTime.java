package io.kafkadlq.core.metrics;

/** Stretches of a record's way that are timed. */
enum StageTime {
    /** From intake to durable. */
    STORE("store"),
    /** One write to the store. */
    WRITE("write"),
    /** From reading to the handler's start. */
    WAIT("wait"),
    /** The handler itself. */
    HANDLER("handler");

    private final String label;

    StageTime(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
