package io.kafkadlq.bench.volume;

import static io.kafkadlq.bench.database.Storages.value;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.bench.database.Storages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The calls that retries are made of, one after another. */
record Retries(DlqStorage storage, Calls calls) {

    static final String CLAIM = "claim 1,000";
    static final String COMPLETE = "complete 1,000";
    static final String BLOCKED = "blocked within a partition";
    static final String EXPIRE = "expire 1,000";

    private static final String NODE = "bench";
    private static final int AT_ONCE = 1_000;
    private static final int MOST_CLAIMS = 30;
    private static final int OTHERS = 10;

    void measure(Volume volume) {
        // What is left is for those who look at plans.
        claimAndComplete(Math.min(MOST_CLAIMS, volume.dueRecords() / AT_ONCE - 2));
        for (int i = 0; i < OTHERS; i++) {
            blocked();
        }
        for (int i = 0; i < OTHERS; i++) {
            expire();
        }
    }

    /** What is claimed is done at once, as an engine would; nothing is given back. */
    void claimAndComplete(int claims) {
        var schedule = storage.schedule().orElseThrow();
        var lease = value(schedule.renew(new Lease(UUID.randomUUID(), NODE, Duration.ofMinutes(10))));
        var request = new ClaimRequest(Volume.CHANNEL, lease, AT_ONCE, Long.MAX_VALUE);
        for (int i = 0; i < claims; i++) {
            List<DlqRecord> claimed =
                    calls.timed(CLAIM, () -> value(schedule.claim(request))).records();
            if (claimed.size() < AT_ONCE) {
                throw new IllegalStateException("Claim " + i + " brought " + claimed.size() + " records");
            }
            var now = Instant.now();
            var results = claimed.stream()
                    .map(record -> Storages.success(NODE, record, now))
                    .toList();
            calls.timed(COMPLETE, () -> value(schedule.complete(results)));
        }
    }

    void blocked() {
        var sequences = storage.schedule().orElseThrow().sequences();
        calls.timed(BLOCKED, () -> value(sequences.blockedWithin(Volume.PARKED_FIRST, Volume.PARKED_LAST)));
    }

    void expire() {
        var half = Instant.now().minus(Volume.HALF);
        calls.timed(
                EXPIRE,
                () -> value(storage.retention().orElseThrow().expire(Volume.CHANNEL, half, Instant.now(), AT_ONCE)));
    }
}
