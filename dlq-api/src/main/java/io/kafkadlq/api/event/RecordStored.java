package io.kafkadlq.api.event;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.RecordId;
import java.time.Instant;
import java.util.Optional;

/**
 * A dead letter came in and is durable. One that was there already is not told of again.
 *
 * @param status what it was stored with; FAILED if it is given up at once
 * @param exceptionClass by which it failed, as far as the letter says
 */
public record RecordStored(
        String channel, Instant at, RecordId id, DlqStatus status, ErrorType errorType, Optional<String> exceptionClass)
        implements RecordEvent {}
