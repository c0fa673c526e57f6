package io.kafkadlq.api.event;

import io.kafkadlq.api.model.RecordId;
import java.time.Instant;

/**
 * Somebody ended a record's hold.
 *
 * @param actor by whom
 * @param reason in the actor's words; may be empty
 */
public record RecordReleased(String channel, Instant at, RecordId id, String actor, String reason)
        implements RecordEvent {}
