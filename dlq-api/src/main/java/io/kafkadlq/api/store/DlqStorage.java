package io.kafkadlq.api.store;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps dead letters. Asynchronous: no method blocks its caller longer than handing over the work takes. Thread-safe.
 *
 * <p>Stages complete with a {@link StorageResult} for everything that can be expected of a store, outages included; they
 * complete exceptionally only by a defect of the storage itself.
 */
public interface DlqStorage extends AutoCloseable {

    /**
     * Makes a batch durable, all of it or nothing. On success every record is in the store: a record whose (channel,
     * source topic, partition, offset) is there already is not stored again but reported as a duplicate, within the
     * batch too. A record without a known source is never a duplicate.
     */
    CompletionStage<StorageResult<SaveReport>> save(List<DlqRecord> batch);

    /** The whole record, payload included. */
    CompletionStage<StorageResult<DlqRecord>> find(RecordId id);

    /**
     * What it can do beyond keeping, finding and changing records. A query that needs more is refused: see {@link
     * StoreCapability#refusal}.
     */
    default Set<StoreCapability> capabilities() {
        var implied = EnumSet.noneOf(StoreCapability.class);
        if (schedule().isPresent()) {
            implied.add(StoreCapability.RETRIES);
        }
        if (retention().isPresent()) {
            implied.add(StoreCapability.RETENTION);
        }
        return implied;
    }

    /** A page of records without their payloads and stack traces. */
    CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria);

    /**
     * Counts what is there now. A store may keep counts by channel, status, exception and hour of intake, and answer from
     * them what asks for nothing else; all other questions are answered record by record: the more there are, the longer it
     * takes, so these are for people who look, and not for whatever asks again and again.
     *
     * @param which its page does not matter, but for its limit: the most groups that are answered
     */
    default CompletionStage<StorageResult<Counts>> count(QueryCriteria which, CountBy by) {
        return CompletableFuture.completedStage(
                StoreCapability.<Counts>refusal(Set.of(StoreCapability.COUNTS), Set.of())
                        .orElseThrow());
    }

    /**
     * Writes a record's status, attempts, redrive count, next attempt time and sequence, if its version is still that of
     * {@code changed}, together with the audit entry that explains it: both or neither. What waited for it in its sequence,
     * and need not any longer, is due. Returns the record as it is now, one version on.
     */
    CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why);

    /** Notes something a person did that changed no record. */
    CompletionStage<StorageResult<AuditEntry>> audit(AuditEntry entry);

    /** What people did to a record, latest first. */
    CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id);

    /** Each run of a handler on a record, latest first. */
    default CompletionStage<StorageResult<List<Attempt>>> attemptsOf(RecordId id) {
        return CompletableFuture.completedStage(StorageResult.success(List.of()));
    }

    /** Which records are due, and who has them; empty if this storage cannot tell, and so nothing in it is retried. */
    default Optional<DlqSchedule> schedule() {
        return Optional.empty();
    }

    /** What time does to records; empty if it does nothing to those of this storage. */
    default Optional<DlqRetention> retention() {
        return Optional.empty();
    }

    /** Finishes what was handed over and lets go of all resources. Idempotent. */
    @Override
    void close();
}
