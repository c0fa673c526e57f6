package io.kafkadlq.api.store;

import io.kafkadlq.api.model.RecordId;
import java.time.Instant;
import java.util.Map;

/**
 * One thing a person did, or tried to do, to a dead letter.
 *
 * @param actor who, as authenticated
 * @param action what, in upper case: REDRIVE, REVEAL_PAYLOAD
 * @param result how it ended, in upper case: DONE, REFUSED, FAILED
 * @param details whatever explains it; never payload bytes
 */
public record AuditEntry(
        Instant at, String actor, String action, RecordId record, String result, Map<String, String> details) {

    public AuditEntry {
        at = Instant.ofEpochMilli(at.toEpochMilli());
        details = Map.copyOf(details);
    }
}
