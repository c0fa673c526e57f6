package io.kafkadlq.core.guard;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A storage that answers each call as its script says, the last line again and again. */
public final class ScriptedStorage implements DlqStorage {

    public enum Line {
        WORKS,
        AWAY,
        REFUSES,
        MISSING,
        CONFLICT,
        SILENT,
        BREAKS,
        THROWS
    }

    public static final IOException OUTAGE = new IOException("away");
    public static final IllegalStateException DEFECT = new IllegalStateException("a defect of the storage");

    private final AtomicInteger calls = new AtomicInteger();
    private final List<Integer> batchSizes = new CopyOnWriteArrayList<>();
    private volatile List<Line> script;
    private volatile boolean closed;

    public ScriptedStorage(Line... script) {
        this.script = List.of(script);
    }

    public int calls() {
        return calls.get();
    }

    public List<Integer> batchSizes() {
        return batchSizes;
    }

    boolean isClosed() {
        return closed;
    }

    void goOnWith(Line line) {
        script = List.of(line);
    }

    <T> CompletionStage<StorageResult<T>> answer(T value) {
        Line line = script.get(Math.min(calls.getAndIncrement(), script.size() - 1));
        return switch (line) {
            case WORKS -> CompletableFuture.completedStage(StorageResult.success(value));
            case AWAY -> CompletableFuture.completedStage(StorageResult.unavailable(OUTAGE));
            case REFUSES -> CompletableFuture.completedStage(StorageResult.rejected(OUTAGE));
            case MISSING -> CompletableFuture.completedStage(new StorageResult.NotFound<>());
            case CONFLICT -> CompletableFuture.completedStage(new StorageResult.ConcurrencyConflict<>(1, 2));
            case SILENT -> new CompletableFuture<>();
            case BREAKS -> CompletableFuture.failedStage(DEFECT);
            case THROWS -> throw DEFECT;
        };
    }

    @Override
    public CompletionStage<StorageResult<SaveReport>> save(List<DlqRecord> batch) {
        batchSizes.add(batch.size());
        return answer(SaveReport.allStored());
    }

    @Override
    public CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
        return answer(null);
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        return answer(null);
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why) {
        return answer(changed);
    }

    @Override
    public CompletionStage<StorageResult<AuditEntry>> audit(AuditEntry entry) {
        return answer(entry);
    }

    @Override
    public CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id) {
        return answer(List.of());
    }

    @Override
    public CompletionStage<StorageResult<List<Attempt>>> attemptsOf(RecordId id) {
        return answer(List.of());
    }

    @Override
    public void close() {
        closed = true;
    }
}
