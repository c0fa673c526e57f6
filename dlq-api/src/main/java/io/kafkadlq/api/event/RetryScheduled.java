package io.kafkadlq.api.event;

import io.kafkadlq.api.model.RecordId;
import java.time.Instant;

/**
 * A record will be handled again: after it came in, after a failed attempt, or as a person wishes. One that others come
 * before in its sequence waits for those too.
 *
 * @param failures attempts that have failed so far
 * @param nextAttemptAt not before
 */
public record RetryScheduled(String channel, Instant at, RecordId id, int failures, Instant nextAttemptAt)
        implements RecordEvent {}
