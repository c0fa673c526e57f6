package io.kafkadlq.core.engine;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.Claimed;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import io.kafkadlq.api.store.DlqRetention;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqSequences;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.api.store.StoreCapability;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A storage whose every success is told of as what happened to its records. So nothing is told before the store has it, and
 * nothing that the store has not.
 */
final class ToldStorage implements DlqStorage {

    private final DlqStorage storage;
    private final RecordEvents events;

    ToldStorage(DlqStorage storage, RecordEvents events) {
        this.storage = storage;
        this.events = events;
    }

    @Override
    public CompletionStage<StorageResult<SaveReport>> save(List<DlqRecord> batch) {
        return told(storage.save(batch), report -> events.stored(batch, report));
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why) {
        return told(storage.update(changed, why), now -> events.changed(now, why));
    }

    private static <T> CompletionStage<StorageResult<T>> told(
            CompletionStage<StorageResult<T>> answer, Consumer<T> event) {
        return answer.thenApply(result -> {
            if (result instanceof StorageResult.Success<T> success) {
                evenIfItFails(() -> event.accept(success.value()));
            }
            return result;
        });
    }

    /** What the store has done stays done. */
    private static void evenIfItFails(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException defect) {
            Log.listenerDefect("what became of a record", defect);
        }
    }

    @Override
    public CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
        return storage.find(id);
    }

    @Override
    public Set<StoreCapability> capabilities() {
        return storage.capabilities();
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        return storage.query(criteria);
    }

    @Override
    public CompletionStage<StorageResult<Counts>> count(QueryCriteria which, CountBy by) {
        return storage.count(which, by);
    }

    @Override
    public CompletionStage<StorageResult<AuditEntry>> audit(AuditEntry entry) {
        return storage.audit(entry);
    }

    @Override
    public CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id) {
        return storage.auditOf(id);
    }

    @Override
    public CompletionStage<StorageResult<List<Attempt>>> attemptsOf(RecordId id) {
        return storage.attemptsOf(id);
    }

    @Override
    public Optional<DlqSchedule> schedule() {
        return storage.schedule().map(schedule -> new ToldSchedule(schedule, events));
    }

    @Override
    public Optional<DlqRetention> retention() {
        return storage.retention().map(retention -> new ToldRetention(retention, events));
    }

    @Override
    public void close() {
        storage.close();
    }

    /** Tells what became of retries. */
    private record ToldSchedule(DlqSchedule schedule, RecordEvents events) implements DlqSchedule {

        @Override
        public CompletionStage<StorageResult<Set<RecordId>>> complete(List<RunResult> results) {
            return told(schedule.complete(results), leftAlone -> events.ran(results, leftAlone));
        }

        @Override
        public Clock clock() {
            return schedule.clock();
        }

        @Override
        public DlqSequences sequences() {
            return schedule.sequences();
        }

        @Override
        public CompletionStage<StorageResult<Lease>> renew(Lease lease) {
            return schedule.renew(lease);
        }

        @Override
        public CompletionStage<StorageResult<Integer>> recover(int limit) {
            return schedule.recover(limit);
        }

        @Override
        public CompletionStage<StorageResult<Claimed>> claim(ClaimRequest request) {
            return schedule.claim(request);
        }
    }

    /** Tells how many records expired by their age. */
    private record ToldRetention(DlqRetention retention, RecordEvents events) implements DlqRetention {

        @Override
        public CompletionStage<StorageResult<Integer>> expire(
                String channel, Instant takenInBefore, Instant unchangedSince, int limit) {
            return told(
                    retention.expire(channel, takenInBefore, unchangedSince, limit),
                    count -> events.expired(channel, count));
        }

        @Override
        public CompletionStage<StorageResult<Integer>> purge(String channel, Instant unchangedSince, int limit) {
            return retention.purge(channel, unchangedSince, limit);
        }
    }
}
