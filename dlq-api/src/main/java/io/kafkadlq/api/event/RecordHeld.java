package io.kafkadlq.api.event;

import io.kafkadlq.api.model.RecordId;
import java.time.Instant;

/**
 * Somebody put a record on hold.
 *
 * @param actor by whom
 * @param reason in the actor's words; may be empty
 */
public record RecordHeld(String channel, Instant at, RecordId id, String actor, String reason) implements RecordEvent {}
