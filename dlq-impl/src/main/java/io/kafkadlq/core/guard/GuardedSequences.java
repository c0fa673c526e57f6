package io.kafkadlq.core.guard;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.DlqSequences;
import io.kafkadlq.api.store.StorageResult;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Questions about sequences behind guards. Thread-safe. */
record GuardedSequences(DlqSequences sequences, StoreCalls calls) implements DlqSequences {

    @Override
    public CompletionStage<StorageResult<Set<Long>>> blockedWithin(long firstId, long lastId) {
        return calls.read(() -> sequences.blockedWithin(firstId, lastId));
    }

    @Override
    public CompletionStage<StorageResult<Set<Long>>> blockedAmong(Set<Long> ids) {
        return calls.read(() -> sequences.blockedAmong(ids));
    }

    @Override
    public CompletionStage<StorageResult<Long>> ahead(RecordId id) {
        return calls.read(() -> sequences.ahead(id));
    }
}
