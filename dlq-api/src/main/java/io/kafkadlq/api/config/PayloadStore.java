package io.kafkadlq.api.config;

/** What of a dead letter's key, value and headers the store keeps. */
public enum PayloadStore {
    /** All of it. */
    FULL,
    /** The key, and where the record lies; value and headers are fetched from its topic whenever somebody needs them. */
    REFERENCE,
    /** Nothing but their sizes; nobody can retry, redrive or look at it. */
    NONE
}
