package io.kafkadlq.api;

import io.kafkadlq.api.model.RecordId;

/**
 * Says that a dead letter is durable.
 *
 * @param id what it is found by; for a duplicate, the id it was first stored under
 */
public record Receipt(RecordId id, Outcome outcome) {

    /** What became of the record. */
    public enum Outcome {
        /** It was stored. */
        STORED,
        /** It was in the store already and was left as it is. */
        DUPLICATE
    }
}
