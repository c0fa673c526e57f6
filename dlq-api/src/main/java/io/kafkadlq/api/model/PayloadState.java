package io.kafkadlq.api.model;

/** What a dead letter still holds of the original record's value; three of these four look like null on the wire. */
public enum PayloadState {
    /** The value's bytes are here. */
    FULL,
    /** The original value was null: a deletion, and complete. */
    TOMBSTONE,
    /** The dead letter only points to the original; the bytes may be fetched from its origin. */
    POINTER,
    /** The value was lost on its way to us. */
    MISSING
}
