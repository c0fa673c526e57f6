package io.kafkadlq.core.memory;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Keeps dead letters in the heap, until the process ends. Lock-free reads; each record is changed atomically. Every call
 * is answered at once, on the caller's thread.
 */
public final class MemoryStorage implements DlqStorage {

    private final Clock clock;
    private final ConcurrentNavigableMap<RecordId, DlqRecord> records = new ConcurrentSkipListMap<>();
    private final Map<Position, RecordId> idsByPosition = new ConcurrentHashMap<>();
    private final Map<RecordId, List<AuditEntry>> audit = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** What makes a record unique within its channel. */
    private record Position(String channel, String topic, int partition, long offset) {

        static Position of(DlqRecord record) {
            Source source = record.source();
            return new Position(record.channel(), source.topic(), source.partition(), source.offset());
        }
    }

    public MemoryStorage(Clock clock) {
        this.clock = clock;
    }

    @Override
    public CompletionStage<StorageResult<SaveReport>> save(List<DlqRecord> batch) {
        if (closed) {
            return answer(StorageResult.unavailable(new IllegalStateException("The storage is closed")));
        }
        Map<RecordId, RecordId> duplicates = new HashMap<>();
        for (DlqRecord record : batch) {
            RecordId earlier = claimPosition(record);
            boolean isNew = earlier.equals(record.id()) && records.putIfAbsent(record.id(), record) == null;
            if (!isNew) {
                duplicates.put(record.id(), earlier);
            }
        }
        return answer(
                StorageResult.success(duplicates.isEmpty() ? SaveReport.allStored() : new SaveReport(duplicates)));
    }

    private RecordId claimPosition(DlqRecord record) {
        if (!record.source().isKnown()) {
            return record.id();
        }
        RecordId earlier = idsByPosition.putIfAbsent(Position.of(record), record.id());
        return earlier == null ? record.id() : earlier;
    }

    @Override
    public CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
        DlqRecord found = records.get(id);
        return answer(found == null ? new StorageResult.NotFound<>() : StorageResult.success(found));
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        var newestFirst = criteria.after()
                .map(last -> records.headMap(last, false))
                .orElse(records)
                .descendingMap()
                .values();
        List<RecordSummary> found = newestFirst.stream()
                .map(DlqRecord::summary)
                .filter(record -> matches(criteria, record))
                .limit(criteria.limit() + 1L)
                .map(RecordSummary::withoutStackTrace)
                .toList();
        return answer(StorageResult.success(page(found, criteria.limit())));
    }

    private static boolean matches(QueryCriteria criteria, RecordSummary record) {
        return (criteria.statuses().isEmpty() || criteria.statuses().contains(record.status()))
                && criteria.channel()
                        .filter(name -> !name.equals(record.channel()))
                        .isEmpty()
                && criteria.topic()
                        .filter(topic -> !topic.equals(record.source().topic())
                                && !Optional.of(topic).equals(record.origin().topic()))
                        .isEmpty();
    }

    private static Page<RecordSummary> page(List<RecordSummary> oneMore, int limit) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, Optional.empty());
        }
        List<RecordSummary> items = oneMore.subList(0, limit);
        return new Page<>(items, Optional.of(items.get(limit - 1).id()));
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why) {
        long expected = changed.metadata().version();
        RecordSummary next = changed.withMetadata(changed.metadata().storedAs(clock.instant(), expected + 1));
        DlqRecord now = records.computeIfPresent(
                changed.id(),
                (id, held) -> held.metadata().version() == expected ? DlqRecord.of(next, held.payload()) : held);
        if (now == null) {
            return answer(new StorageResult.NotFound<>());
        }
        if (now.summary() != next) {
            return answer(new StorageResult.ConcurrencyConflict<>(
                    expected, now.metadata().version()));
        }
        note(why);
        return answer(StorageResult.success(next));
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
    public void close() {
        closed = true;
    }

    private static <T> CompletionStage<StorageResult<T>> answer(StorageResult<T> result) {
        return CompletableFuture.completedStage(result);
    }
}
