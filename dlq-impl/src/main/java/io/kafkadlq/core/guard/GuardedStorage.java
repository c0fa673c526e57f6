package io.kafkadlq.core.guard;

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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A storage behind guards, its schedule and its retention too.
 *
 * <p>Threading: {@link #save} blocks its caller, a batch writer that would wait for the answer anyway; all else blocks
 * nobody.
 */
public final class GuardedStorage implements DlqStorage {

    private final DlqStorage storage;
    private final Guards guards;
    private final StoreCalls calls;

    /** @param guards closed with it, as nothing else is called that late */
    public GuardedStorage(DlqStorage storage, Guards guards) {
        this.storage = storage;
        this.guards = guards;
        this.calls = new StoreCalls(guards);
    }

    /**
     * What is behind the guards, if there are any: for questions that nobody waits for and that are asked again anyway. A
     * server's guards remember each call for a while, on Payara even its classes beyond the undeployment.
     */
    public static DlqStorage behind(DlqStorage storage) {
        return storage instanceof GuardedStorage guarded ? guarded.storage : storage;
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
        return calls.read(() -> storage.find(id));
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        return ifAble(criteria.needs(), () -> storage.query(criteria));
    }

    @Override
    public CompletionStage<StorageResult<Counts>> count(QueryCriteria which, CountBy by) {
        var needs = EnumSet.of(StoreCapability.COUNTS);
        needs.addAll(which.needs());
        return ifAble(needs, () -> storage.count(which, by));
    }

    /** What a storage cannot do it is not asked for. */
    private <T> CompletionStage<StorageResult<T>> ifAble(
            Set<StoreCapability> needs, Supplier<CompletionStage<StorageResult<T>>> read) {
        return StoreCapability.<T>refusal(needs, storage.capabilities())
                .<CompletionStage<StorageResult<T>>>map(CompletableFuture::completedStage)
                .orElseGet(() -> calls.read(read));
    }

    @Override
    public Set<StoreCapability> capabilities() {
        return storage.capabilities();
    }

    @Override
    public CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id) {
        return calls.read(() -> storage.auditOf(id));
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why) {
        return calls.change(() -> storage.update(changed, why));
    }

    @Override
    public CompletionStage<StorageResult<AuditEntry>> audit(AuditEntry entry) {
        return calls.change(() -> storage.audit(entry));
    }

    @Override
    public CompletionStage<StorageResult<List<Attempt>>> attemptsOf(RecordId id) {
        return calls.read(() -> storage.attemptsOf(id));
    }

    /**
     * Unguarded: who claims, notes and renews asks again and again by itself, dozens of times a second, and a guard's open
     * breaker would keep results from being noted, and so have records handled twice.
     */
    @Override
    public Optional<DlqSchedule> schedule() {
        return storage.schedule();
    }

    /** Unguarded for the same reason. */
    @Override
    public Optional<DlqRetention> retention() {
        return storage.retention();
    }

    @Override
    public void close() {
        storage.close();
        guards.close();
    }
}
