package io.kafkadlq.core.engine;

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
import io.kafkadlq.core.memory.MemoryStorage;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A storage in the heap that can be away, refuse records, or hang, as a test wants it. */
public final class UnsteadyStorage implements DlqStorage {

    public final MemoryStorage steady = new MemoryStorage(Clock.systemUTC());
    public final AtomicInteger saves = new AtomicInteger();
    public volatile boolean away;
    public volatile boolean hangs;
    public volatile boolean readsAway;
    public volatile boolean readsHang;
    public volatile boolean closed;
    public volatile Predicate<DlqRecord> refuses = record -> false;
    public volatile Predicate<DlqRecord> throwsOn = record -> false;

    @Override
    public CompletionStage<StorageResult<SaveReport>> save(List<DlqRecord> batch) {
        saves.incrementAndGet();
        if (hangs) {
            return new CompletableFuture<>();
        }
        if (away) {
            return CompletableFuture.completedStage(StorageResult.unavailable(new IOException("away")));
        }
        if (batch.stream().anyMatch(throwsOn)) {
            throw new IllegalStateException("a defect of the storage");
        }
        if (batch.stream().anyMatch(refuses)) {
            return CompletableFuture.completedStage(StorageResult.rejected(new IllegalArgumentException("odd")));
        }
        return steady.save(batch);
    }

    @Override
    public CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
        return steady.find(id);
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        return reading(() -> steady.query(criteria));
    }

    private <T> CompletionStage<StorageResult<T>> reading(Supplier<CompletionStage<StorageResult<T>>> read) {
        if (readsHang) {
            return new CompletableFuture<>();
        }
        return readsAway
                ? CompletableFuture.completedStage(StorageResult.unavailable(new IOException("reads are away")))
                : read.get();
    }

    @Override
    public CompletionStage<StorageResult<Counts>> count(QueryCriteria which, CountBy by) {
        return reading(() -> steady.count(which, by));
    }

    @Override
    public Set<StoreCapability> capabilities() {
        return steady.capabilities();
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why) {
        return away
                ? CompletableFuture.completedStage(StorageResult.unavailable(new IOException("away")))
                : steady.update(changed, why);
    }

    @Override
    public CompletionStage<StorageResult<AuditEntry>> audit(AuditEntry entry) {
        return steady.audit(entry);
    }

    @Override
    public CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id) {
        return steady.auditOf(id);
    }

    @Override
    public CompletionStage<StorageResult<List<Attempt>>> attemptsOf(RecordId id) {
        return steady.attemptsOf(id);
    }

    @Override
    public Optional<DlqSchedule> schedule() {
        return steady.schedule();
    }

    @Override
    public Optional<DlqRetention> retention() {
        return steady.retention();
    }

    @Override
    public void close() {
        // Goes on all the same: a test may start a second engine on it.
        closed = true;
    }

    public List<RecordSummary> all() {
        return query(QueryCriteria.everything().limitedTo(QueryCriteria.MAX_LIMIT))
                .toCompletableFuture()
                .join()
                .fold(Page::items, failed -> List.of(), missing -> List.of(), conflict -> List.of());
    }
}
