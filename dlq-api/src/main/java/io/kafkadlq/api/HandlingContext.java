package io.kafkadlq.api;

import io.kafkadlq.api.model.RecordId;
import java.util.Objects;
import java.util.Optional;

/**
 * What a handler may want to know beside the record.
 *
 * @param attempt which run of a handler on this record this is, from 1
 * @param deadLetter the dead letter that is retried; empty the first time, when the record comes from its topic
 */
public record HandlingContext(String channel, int attempt, Optional<RecordId> deadLetter) {

    public HandlingContext {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(deadLetter, "deadLetter");
    }
}
