package io.kafkadlq.api.event;

import io.kafkadlq.api.model.RecordId;
import java.time.Instant;

/**
 * Kafka has a record again, as somebody wished.
 *
 * @param topic where to
 * @param actor by whom
 */
public record RecordRedriven(String channel, Instant at, RecordId id, String topic, String actor)
        implements RecordEvent {}
