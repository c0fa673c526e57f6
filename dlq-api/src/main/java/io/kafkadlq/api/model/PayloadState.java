package io.kafkadlq.api.model;

/** What a dead letter still holds of the original record; three of these four look like a null value on the wire. */
public enum PayloadState {
    /** Key and value are here. */
    FULL,
    /** The original value was null: a deletion, and complete. */
    TOMBSTONE,
    /** Key or value are not here, but may be fetched from where the record was read. */
    POINTER,
    /** Key or value are not here and not to be had: lost on their way to us, gone from their topic, or not kept. */
    MISSING;

    /** Whether key and value are here as they were, so that a handler can be shown the record. */
    public boolean isComplete() {
        return this == FULL || this == TOMBSTONE;
    }
}
