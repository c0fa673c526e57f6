package io.kafkadlq.core.guard;

import io.kafkadlq.api.store.DlqRetention;
import io.kafkadlq.api.store.StorageResult;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Retention behind guards; each call changes more than the last, so none is made again. Thread-safe. */
record GuardedRetention(DlqRetention retention, StoreCalls calls) implements DlqRetention {

    @Override
    public CompletionStage<StorageResult<Integer>> expire(
            String channel, Instant takenInBefore, Instant unchangedSince, int limit) {
        return calls.change(() -> retention.expire(channel, takenInBefore, unchangedSince, limit));
    }

    @Override
    public CompletionStage<StorageResult<Integer>> purge(String channel, Instant unchangedSince, int limit) {
        return calls.change(() -> retention.purge(channel, unchangedSince, limit));
    }
}
