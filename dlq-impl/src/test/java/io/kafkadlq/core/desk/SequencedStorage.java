package io.kafkadlq.core.desk;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.Claimed;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqSequences;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.memory.MemoryStorage;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A storage with a clock and an order of its own, to which things happen between reading and writing. */
final class SequencedStorage implements DlqStorage, DlqSchedule, DlqSequences {

    static final Instant STORE_TIME = Instant.parse("2030-01-01T00:00:00Z");

    final MemoryStorage records = new MemoryStorage(Clock.systemUTC());
    final Deque<Runnable> beforeUpdates = new ArrayDeque<>();
    long ahead;
    boolean isAway;
    boolean cannotTellWhatIsAhead;
    boolean cannotTellWhatIsDue;

    @Override
    public CompletionStage<StorageResult<SaveReport>> save(List<DlqRecord> batch) {
        return records.save(batch);
    }

    @Override
    public CompletionStage<StorageResult<DlqRecord>> find(RecordId id) {
        return records.find(id);
    }

    @Override
    public CompletionStage<StorageResult<Page<RecordSummary>>> query(QueryCriteria criteria) {
        return records.query(criteria);
    }

    @Override
    public CompletionStage<StorageResult<RecordSummary>> update(RecordSummary changed, AuditEntry why) {
        if (!beforeUpdates.isEmpty()) {
            beforeUpdates.pop().run();
        }
        return isAway
                ? CompletableFuture.completedStage(StorageResult.unavailable(new IOException("away")))
                : records.update(changed, why);
    }

    @Override
    public CompletionStage<StorageResult<AuditEntry>> audit(AuditEntry entry) {
        return records.audit(entry);
    }

    @Override
    public CompletionStage<StorageResult<List<AuditEntry>>> auditOf(RecordId id) {
        return records.auditOf(id);
    }

    @Override
    public Optional<DlqSchedule> schedule() {
        return cannotTellWhatIsDue ? Optional.empty() : Optional.of(this);
    }

    @Override
    public Clock clock() {
        return Clock.fixed(STORE_TIME, ZoneOffset.UTC);
    }

    @Override
    public DlqSequences sequences() {
        return this;
    }

    @Override
    public CompletionStage<StorageResult<Long>> ahead(RecordId id) {
        return CompletableFuture.completedStage(
                cannotTellWhatIsAhead
                        ? StorageResult.unavailable(new IOException("away"))
                        : StorageResult.success(ahead));
    }

    @Override
    public CompletionStage<StorageResult<Lease>> renew(Lease lease) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<StorageResult<Integer>> recover(int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<StorageResult<Claimed>> claim(ClaimRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<StorageResult<Set<RecordId>>> complete(List<RunResult> results) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<StorageResult<Set<Long>>> blockedWithin(long firstId, long lastId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<StorageResult<Set<Long>>> blockedAmong(Set<Long> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
