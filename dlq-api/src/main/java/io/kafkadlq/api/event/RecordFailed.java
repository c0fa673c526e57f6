package io.kafkadlq.api.event;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.RecordId;
import java.time.Instant;

/**
 * A record is given up, when it came in or after an attempt: it waits for a person.
 *
 * @param attempts how many were made
 */
public record RecordFailed(String channel, Instant at, RecordId id, int attempts, ErrorType errorType)
        implements RecordEvent {}
