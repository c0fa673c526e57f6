package io.kafkadlq.jpa;

import io.kafkadlq.api.store.DlqRetention;
import io.kafkadlq.api.store.StorageResult;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What time does to records: hands each call to a store thread, where one transaction does it.
 *
 * <p>Threading: any number of threads.
 */
final class JpaRetention implements DlqRetention {

    private final StoreThreads threads;
    private final Expiry expiry;
    private final Purge purge;
    private final DailyCare daily;

    JpaRetention(StoreThreads threads, Expiry expiry, Purge purge, DailyCare daily) {
        this.threads = threads;
        this.expiry = expiry;
        this.purge = purge;
        this.daily = daily;
    }

    @Override
    public CompletionStage<StorageResult<Integer>> expire(
            String channel, Instant takenInBefore, Instant unchangedSince, int limit) {
        purge.months().ifPresent(monthly -> monthly.expiring(channel, takenInBefore));
        var old = new OldRecords(channel, List.of(IdRange.before(takenInBefore)), unchangedSince, limit);
        return threads.call(() -> StorageResult.success(expiry.expire(old)));
    }

    @Override
    public CompletionStage<StorageResult<Integer>> purge(String channel, Instant unchangedSince, int limit) {
        return threads.call(() -> {
            daily.makeMonths();
            int purged = purge.purge(channel, unchangedSince, limit);
            if (purged < limit) {
                daily.forgetTraces();
            }
            return StorageResult.success(purged);
        });
    }
}
