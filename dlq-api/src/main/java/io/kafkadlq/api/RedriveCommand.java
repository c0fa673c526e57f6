package io.kafkadlq.api;

import io.kafkadlq.api.model.RecordId;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A wish to publish one record again.
 *
 * @param targetTopic where to; empty for the topic it first failed on
 * @param expectedVersion the version the operator saw; empty for whichever it is
 * @param actor who wishes it, as authenticated
 * @param reason why, in the actor's words; may be empty
 */
public record RedriveCommand(
        RecordId id, Optional<String> targetTopic, OptionalLong expectedVersion, String actor, String reason) {

    public RedriveCommand {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(targetTopic, "targetTopic");
        Objects.requireNonNull(expectedVersion, "expectedVersion");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(reason, "reason");
    }
}
