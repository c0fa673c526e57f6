package io.kafkadlq.core.guard;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.Claimed;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqSequences;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.StorageResult;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A schedule behind guards. Renewing and completing may be made again like a read. A claim may not: what the first has
 * claimed, if only its answer was lost, would wait for the lease to lapse while the second claims more. Thread-safe.
 */
record GuardedSchedule(DlqSchedule schedule, StoreCalls calls) implements DlqSchedule {

    @Override
    public Clock clock() {
        return schedule.clock();
    }

    @Override
    public DlqSequences sequences() {
        return new GuardedSequences(schedule.sequences(), calls);
    }

    @Override
    public CompletionStage<StorageResult<Lease>> renew(Lease lease) {
        return calls.read(() -> schedule.renew(lease));
    }

    @Override
    public CompletionStage<StorageResult<Integer>> recover(int limit) {
        return calls.change(() -> schedule.recover(limit));
    }

    @Override
    public CompletionStage<StorageResult<Claimed>> claim(ClaimRequest request) {
        return calls.change(() -> schedule.claim(request));
    }

    @Override
    public CompletionStage<StorageResult<Set<RecordId>>> complete(List<RunResult> results) {
        return calls.read(() -> schedule.complete(results));
    }
}
