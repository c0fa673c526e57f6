package io.kafkadlq.api.event;

import io.kafkadlq.api.model.RecordId;
import java.time.Instant;

/**
 * Somebody had a record expire. Those that expire by their age are told of by {@link RecordsExpired}.
 *
 * @param actor by whom
 * @param reason in the actor's words; may be empty
 */
public record RecordExpired(String channel, Instant at, RecordId id, String actor, String reason)
        implements RecordEvent {}
