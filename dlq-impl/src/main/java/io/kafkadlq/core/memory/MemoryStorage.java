package io.kafkadlq.core.memory;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import io.kafkadlq.api.store.DlqRetention;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.api.store.StoreCapability;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps dead letters in the heap, until the process ends. Lock-free reads; changes happen one after another. Every call is
 * answered at once, on the caller's thread.
 */
public final class MemoryStorage implements DlqStorage {

    private final MemoryTable table = new MemoryTable();
    private final MemoryQueries queries = new MemoryQueries(table);
    private final Map<RecordId, List<AuditEntry>> audit = new ConcurrentHashMap<>();
    private final MemoryTurns turns;
    private final MemorySchedule schedule;
    private final MemoryRetention retention;
    private volatile boolean closed;

    public MemoryStorage(Clock clock) {
        this.turns = new MemoryTurns(table, clock);
        this.schedule = new MemorySchedule(table, clock);
        this.retention = new MemoryRetention(table, clock);
    }

    @Override
    public CompletionStage<StorageResult<SaveReport>> save(List<DlqRecord> batch) {
        if (closed) {
            return answer(StorageResult.unavailable(new IllegalStateException("The storage is closed")));
        }
        Map<RecordId, RecordId> duplicates = table.alone(() -> addAll(batch));
        return answer(
                StorageResult.success(duplicates.isEmpty() ? SaveReport.allStored() : new SaveReport(duplicates)));
    }

    private Map<RecordId, RecordId> addAll(List<DlqRecord> batch) {
        Map<RecordId, RecordId> duplicates = new HashMap<>();
        for (DlqRecord record : batch) {
            if (!table.add(record)) {
                duplicates.put(record.id(), table.idOf(record));
            }
        }
        return duplicates;
    }

    @Override
    public CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
        return answer(table.find(id).map(StorageResult::success).orElseGet(StorageResult.NotFound::new));
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        return answer(StorageResult.success(queries.query(criteria)));
    }

    @Override
    public CompletionStage<StorageResult<Counts>> count(QueryCriteria which, CountBy by) {
        return answer(StorageResult.success(queries.count(which, by)));
    }

    @Override
    public Set<StoreCapability> capabilities() {
        return EnumSet.allOf(StoreCapability.class);
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why) {
        return answer(table.alone(() -> table.find(changed.id())
                .map(held -> updateIfUnchanged(held, changed, why))
                .orElseGet(StorageResult.NotFound::new)));
    }

    private StorageResult<RecordSummary> updateIfUnchanged(DlqRecord held, RecordSummary changed, AuditEntry why) {
        long expected = changed.metadata().version();
        long actual = held.metadata().version();
        if (actual != expected) {
            return new StorageResult.ConcurrencyConflict<>(expected, actual);
        }
        RecordSummary written = held.summary()
                .withStatus(changed.status())
                .withMetadata(changed.metadata())
                .withSequence(changed.sequence());
        RecordId id = turns.change(held, written).id();
        turns.pass(held.summary());
        turns.pass(changed);
        note(why);
        // Read again: its own turn may have come by this.
        return table.find(id).map(now -> StorageResult.success(now.summary())).orElseGet(StorageResult.NotFound::new);
    }

    @Override
    public CompletionStage<StorageResult<AuditEntry>> audit(AuditEntry entry) {
        note(entry);
        return answer(StorageResult.success(entry));
    }

    private void note(AuditEntry entry) {
        audit.merge(entry.record(), List.of(entry), (before, added) -> {
            var latestFirst = new ArrayList<>(added);
            latestFirst.addAll(before);
            return List.copyOf(latestFirst);
        });
    }

    @Override
    public CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id) {
        return answer(StorageResult.success(audit.getOrDefault(id, List.of())));
    }

    @Override
    public CompletionStage<StorageResult<List<Attempt>>> attemptsOf(RecordId id) {
        return answer(StorageResult.success(table.attemptsOf(id)));
    }

    @Override
    public Optional<DlqSchedule> schedule() {
        return Optional.of(schedule);
    }

    @Override
    public Optional<DlqRetention> retention() {
        return Optional.of(retention);
    }

    @Override
    public void close() {
        closed = true;
    }

    private static <T> CompletionStage<StorageResult<T>> answer(StorageResult<T> result) {
        return CompletableFuture.completedStage(result);
    }
}
