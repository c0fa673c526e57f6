package io.kafkadlq.api;

import io.kafkadlq.api.model.RecordSummary;

/** How a redrive ended. */
public sealed interface RedriveResult {

    /** Kafka acknowledged the record there, and the store has noted it. */
    record Redriven(RecordSummary record, String topic, int partition, long offset) implements RedriveResult {}

    /** It was not tried, and why. */
    record Refused(Reason reason, String explanation) implements RedriveResult {}

    /** No such record. */
    record NotFound() implements RedriveResult {}

    /** Someone changed the record meanwhile; this is its version now. */
    record Conflict(long expectedVersion, long actualVersion) implements RedriveResult {}

    /**
     * Kafka or the store failed; the record's status is what it was. If the store failed after Kafka had acknowledged, the
     * cause's message says where the record was published.
     */
    record Failed(Throwable cause) implements RedriveResult {}

    /** Why a redrive was not tried. */
    enum Reason {
        /** The record's status does not allow it. */
        STATUS,
        /** It has been redriven as often as the channel allows. */
        LIMIT,
        /** The target is not on the channel's allow-list, or not a topic to publish to. */
        TARGET,
        /** The record does not say where it came from, and no target was named. */
        NO_TARGET,
        /** Its value is neither here nor to be had. */
        PAYLOAD,
        /** Another redrive of it is under way. */
        BUSY,
        /** The channel has redriven as many in the last second as it may; try again in a second at most. */
        RATE
    }
}
