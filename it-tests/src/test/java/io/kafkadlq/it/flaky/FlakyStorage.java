package io.kafkadlq.it.flaky;

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
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Is away when it is asked to save for the first two times, and to find for the first time; works from then on. */
final class FlakyStorage implements DlqStorage {

    private final DlqStorage steady;
    private final AtomicInteger savesToFail = new AtomicInteger(2);
    private final AtomicInteger findsToFail = new AtomicInteger(1);

    FlakyStorage(DlqStorage steady) {
        this.steady = steady;
    }

    private static <T> CompletionStage<StorageResult<T>> unless(
            AtomicInteger toFail, Supplier<CompletionStage<StorageResult<T>>> call) {
        return toFail.getAndDecrement() > 0
                ? CompletableFuture.completedStage(StorageResult.unavailable(new IOException("flaky")))
                : call.get();
    }

    @Override
    public CompletionStage<StorageResult<SaveReport>> save(List<DlqRecord> batch) {
        return unless(savesToFail, () -> steady.save(batch));
    }

    @Override
    public CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
        return unless(findsToFail, () -> steady.find(id));
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        return steady.query(criteria);
    }

    @Override
    public CompletionStage<StorageResult<Counts>> count(QueryCriteria which, CountBy by) {
        return steady.count(which, by);
    }

    @Override
    public Set<StoreCapability> capabilities() {
        return steady.capabilities();
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why) {
        return steady.update(changed, why);
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
        steady.close();
    }
}
