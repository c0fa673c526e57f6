package io.kafkadlq.api.store;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** What time does to records, in batches small enough not to be in anybody's way. Thread-safe. */
public interface DlqRetention {

    /**
     * Expires PENDING and FAILED records of a channel that were taken in before an instant and have not changed since
     * another; what waited for them in their sequence is due.
     *
     * @param unchangedSince spares what somebody has just brought back
     * @return how many, at most {@code limit}
     */
    CompletionStage<StorageResult<Integer>> expire(
            String channel, Instant takenInBefore, Instant unchangedSince, int limit);

    /**
     * Deletes SUCCESS, SKIPPED and EXPIRED records of a channel that have not changed since an instant, with their
     * attempts; what people did to them stays in the audit trail. A storage that keeps records of a time together may purge
     * them together: later than asked for, and more at once.
     *
     * @return how many; at most {@code limit}, unless they went together
     */
    CompletionStage<StorageResult<Integer>> purge(String channel, Instant unchangedSince, int limit);
}
