package io.kafkadlq.api.event;

import io.kafkadlq.api.model.RecordId;
import java.time.Instant;

/**
 * Somebody took back that a record was skipped or has expired.
 *
 * @param actor by whom
 * @param reason in the actor's words; may be empty
 */
public record RecordRestored(String channel, Instant at, RecordId id, String actor, String reason)
        implements RecordEvent {}
