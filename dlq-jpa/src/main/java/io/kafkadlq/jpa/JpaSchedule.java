package io.kafkadlq.jpa;

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

/** Due records and who has them: hands each call to a store thread, where one transaction does it. */
record JpaSchedule(StoreThreads threads, DlqSequences sequences, Leases leases, Claims claims, SharedCommits commits)
        implements DlqSchedule {

    @Override
    public Clock clock() {
        return leases.clock();
    }

    @Override
    public CompletionStage<StorageResult<Lease>> renew(Lease lease) {
        return threads.call(() -> leases.renew(lease));
    }

    @Override
    public CompletionStage<StorageResult<Integer>> recover(int limit) {
        return threads.call(() -> leases.recover(limit));
    }

    @Override
    public CompletionStage<StorageResult<Claimed>> claim(ClaimRequest request) {
        return threads.call(() -> claims.claim(request));
    }

    @Override
    public CompletionStage<StorageResult<Set<RecordId>>> complete(List<RunResult> results) {
        return commits.complete(results);
    }
}
