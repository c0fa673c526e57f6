package io.kafkadlq.core.guard;

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
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A storage behind guards. Guards see an outage as an exception, and callers see it as the failure it is; a refusal, a
 * conflict or a record that is not there are answers, and no guard's business.
 *
 * <p>Threading: {@link #save} blocks its caller, a batch writer that would wait for the answer anyway; all else blocks
 * nobody.
 */
public final class GuardedStorage implements DlqStorage {

    private final DlqStorage storage;
    private final Guards guards;

    /** @param guards closed with it, as nothing else is called that late */
    public GuardedStorage(DlqStorage storage, Guards guards) {
        this.storage = storage;
        this.guards = guards;
    }

    @Override
    public CompletionStage<StorageResult<SaveReport>> save(List<DlqRecord> batch) {
        var write = new StoreWrite(storage, batch);
        try {
            return CompletableFuture.completedStage(guards.write(write));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return CompletableFuture.completedStage(StorageResult.unavailable(stopping));
        } finally {
            write.letGo();
        }
    }

    @Override
    public CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
        return read(() -> storage.find(id));
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        return read(() -> storage.query(criteria));
    }

    @Override
    public CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id) {
        return read(() -> storage.auditOf(id));
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why) {
        return change(() -> storage.update(changed, why));
    }

    @Override
    public CompletionStage<StorageResult<AuditEntry>> audit(AuditEntry entry) {
        return change(() -> storage.audit(entry));
    }

    private <T> CompletionStage<StorageResult<T>> read(Supplier<CompletionStage<StorageResult<T>>> read) {
        return asResult(guards.read(() -> asException(read.get())));
    }

    private <T> CompletionStage<StorageResult<T>> change(Supplier<CompletionStage<StorageResult<T>>> change) {
        return asResult(guards.change(() -> asException(change.get())));
    }

    private static <T> CompletionStage<StorageResult<T>> asException(CompletionStage<StorageResult<T>> answer) {
        // Not by thenApply: guards are to see the exception itself, and not what a stage would wrap it in.
        var guarded = new CompletableFuture<StorageResult<T>>();
        answer.whenComplete((result, defect) -> {
            if (defect != null) {
                guarded.completeExceptionally(Causes.bare(defect));
            } else if (result instanceof StorageResult.Failure<T> failure && failure.retryable()) {
                guarded.completeExceptionally(new UnavailableException("The store is away", failure.cause()));
            } else {
                guarded.complete(result);
            }
        });
        return guarded;
    }

    private static <T> CompletionStage<StorageResult<T>> asResult(CompletionStage<StorageResult<T>> guarded) {
        return guarded.exceptionally(failure -> {
            Throwable bare = Causes.bare(failure);
            if (bare instanceof UnavailableException away) {
                return StorageResult.unavailable(away.getCause() != null ? away.getCause() : away);
            }
            throw new CompletionException(bare);
        });
    }

    @Override
    public void close() {
        storage.close();
        guards.close();
    }
}
