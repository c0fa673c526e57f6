package io.kafkadlq.core.guard;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.Claimed;
import io.kafkadlq.api.store.DlqRetention;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqSequences;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.StorageResult;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The schedule, the sequences and the retention of a storage that answers as its script says. */
record ScriptedSchedule(ScriptedStorage storage) implements DlqSchedule, DlqSequences, DlqRetention {

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public DlqSequences sequences() {
        return this;
    }

    @Override
    public CompletionStage<StorageResult<Lease>> renew(Lease lease) {
        return storage.answer(lease);
    }

    @Override
    public CompletionStage<StorageResult<Integer>> recover(int limit) {
        return storage.answer(limit);
    }

    @Override
    public CompletionStage<StorageResult<Claimed>> claim(ClaimRequest request) {
        return storage.answer(new Claimed(List.of(), 0));
    }

    @Override
    public CompletionStage<StorageResult<Set<RecordId>>> complete(List<RunResult> results) {
        return storage.answer(Set.of());
    }

    @Override
    public CompletionStage<StorageResult<Set<Long>>> blockedWithin(long firstId, long lastId) {
        return storage.answer(Set.of());
    }

    @Override
    public CompletionStage<StorageResult<Set<Long>>> blockedAmong(Set<Long> ids) {
        return storage.answer(Set.of());
    }

    @Override
    public CompletionStage<StorageResult<Long>> ahead(RecordId id) {
        return storage.answer(0L);
    }

    @Override
    public CompletionStage<StorageResult<Integer>> expire(
            String channel, Instant takenInBefore, Instant unchangedSince, int limit) {
        return storage.answer(limit);
    }

    @Override
    public CompletionStage<StorageResult<Integer>> purge(String channel, Instant unchangedSince, int limit) {
        return storage.answer(limit);
    }
}
