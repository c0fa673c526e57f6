package io.kafkadlq.api.event;

import io.kafkadlq.api.model.RecordId;
import java.time.Instant;

/**
 * A retry succeeded.
 *
 * @param attempts how many it took
 */
public record RecordResolved(String channel, Instant at, RecordId id, int attempts) implements RecordEvent {}
