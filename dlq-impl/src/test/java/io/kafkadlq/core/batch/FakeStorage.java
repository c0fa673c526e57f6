package io.kafkadlq.core.batch;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;

/** A storage that only notes how large its batches were. It can keep its answers back, or be away for a while. */
final class FakeStorage implements DlqStorage {

    // Guarded by itself, as all else is.
    private final List<Integer> sizes = new ArrayList<>();
    private final List<CompletableFuture<StorageResult<SaveReport>>> unanswered = new ArrayList<>();
    private IntConsumer onSave = records -> {};
    private boolean silent;
    private Runnable onFailure = () -> {};
    private int failures;

    @Override
    public CompletionStage<StorageResult<SaveReport>> save(List<DlqRecord> batch) {
        synchronized (sizes) {
            if (failures > 0) {
                failures--;
                onFailure.run();
                return CompletableFuture.completedStage(StorageResult.unavailable(new IOException("away")));
            }
            onSave.accept(batch.size());
            sizes.add(batch.size());
            var answer = new CompletableFuture<StorageResult<SaveReport>>();
            unanswered.add(answer);
            return silent ? answer : CompletableFuture.completedStage(answer());
        }
    }

    /** What happens on each save that succeeds, with the number of its records. */
    void onSave(IntConsumer action) {
        synchronized (sizes) {
            onSave = action;
        }
    }

    void keepSilent() {
        synchronized (sizes) {
            silent = true;
        }
    }

    void answerAll() {
        synchronized (sizes) {
            silent = false;
            unanswered.forEach(save -> save.complete(answer()));
            unanswered.clear();
        }
    }

    /** So many saves fail from now on, and each time that happens. */
    void failNext(int saves, Runnable action) {
        synchronized (sizes) {
            failures = saves;
            onFailure = action;
        }
    }

    List<Integer> sizes() {
        synchronized (sizes) {
            return List.copyOf(sizes);
        }
    }

    private static StorageResult<SaveReport> answer() {
        return StorageResult.success(SaveReport.allStored());
    }

    @Override
    public CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<StorageResult<AuditEntry>> audit(AuditEntry entry) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
