package io.kafkadlq.api.event;

import io.kafkadlq.api.model.RecordId;
import java.time.Instant;

/**
 * Somebody marked a record as not needed.
 *
 * @param actor by whom
 * @param reason in the actor's words; may be empty
 */
public record RecordSkipped(String channel, Instant at, RecordId id, String actor, String reason)
        implements RecordEvent {}
