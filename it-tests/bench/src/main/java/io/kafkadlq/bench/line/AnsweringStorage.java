package io.kafkadlq.bench.line;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store that keeps nothing and gives each batch the same answer: at once, or never. */
public final class AnsweringStorage implements DlqStorage {

    private final CompletionStage<StorageResult<SaveReport>> answer;

    private AnsweringStorage(CompletionStage<StorageResult<SaveReport>> answer) {
        this.answer = answer;
    }

    public static AnsweringStorage atOnce() {
        return new AnsweringStorage(CompletableFuture.completedFuture(StorageResult.success(SaveReport.allStored())));
    }

    public static AnsweringStorage never() {
        return new AnsweringStorage(new CompletableFuture<>());
    }

    @Override
    public CompletionStage<StorageResult<SaveReport>> save(List<DlqRecord> batch) {
        return answer;
    }

    @Override
    public CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
        return nothingKept();
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        return nothingKept();
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why) {
        return nothingKept();
    }

    @Override
    public CompletionStage<StorageResult<AuditEntry>> audit(AuditEntry entry) {
        return nothingKept();
    }

    @Override
    public CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id) {
        return nothingKept();
    }

    private static <T> CompletionStage<StorageResult<T>> nothingKept() {
        return CompletableFuture.completedFuture(
                StorageResult.rejected(new UnsupportedOperationException("Nothing is kept")));
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
