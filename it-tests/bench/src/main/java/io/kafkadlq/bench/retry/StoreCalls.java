package io.kafkadlq.bench.retry;

import static io.kafkadlq.bench.retry.Product.value;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Supplier;

/** Takes the time of the calls of a storage that retries are made of, one after another. */
final class StoreCalls {

    static final String CLAIM = "claim 1,000";
    static final String COMPLETE = "complete 1,000";

    private static final int AT_ONCE = 1_000;
    private static final int MOST_CLAIMS = 30;
    private static final int OTHERS = 10;

    private final DlqStorage storage;
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    StoreCalls(DlqStorage storage) {
        this.storage = storage;
    }

    /** @param due how many records are */
    List<Result> measure(String scene, int due) {
        // What is left is for those who look at plans.
        claimAndComplete(Math.min(MOST_CLAIMS, due / AT_ONCE - 1));
        var sequences = storage.schedule().orElseThrow().sequences();
        var retention = storage.retention().orElseThrow();
        var half = Instant.now().minus(Backlog.HALF);
        for (int i = 0; i < OTHERS; i++) {
            timed(
                    "blocked within a partition",
                    () -> value(sequences.blockedWithin(Backlog.PARKED_FIRST, Backlog.PARKED_LAST)));
        }
        for (int i = 0; i < OTHERS; i++) {
            timed("expire 1,000", () -> value(retention.expire(Product.CHANNEL, half, Instant.now(), AT_ONCE)));
            timed("purge 1,000", () -> value(retention.purge(Product.CHANNEL, half, AT_ONCE)));
        }
        return millis.entrySet().stream()
                .map(call -> new Result(
                        scene,
                        call.getKey(),
                        Unit.CALL,
                        call.getValue(),
                        "",
                        OptionalDouble.empty(),
                        Defects.of(Defects.NOT_CHECKED, Defects.NOT_CHECKED)))
                .toList();
    }

    /** What is claimed is done at once, as an engine would; nothing is given back. */
    void claimAndComplete(int claims) {
        var schedule = storage.schedule().orElseThrow();
        var lease = value(schedule.renew(new Lease(UUID.randomUUID(), "bench", Duration.ofMinutes(10))));
        var request = new ClaimRequest(Product.CHANNEL, lease, AT_ONCE, Long.MAX_VALUE);
        for (int i = 0; i < claims; i++) {
            List<DlqRecord> records =
                    timed(CLAIM, () -> value(schedule.claim(request))).records();
            if (records.size() < AT_ONCE) {
                throw new IllegalStateException("Claim " + i + " brought " + records.size() + " records");
            }
            var now = Instant.now();
            var results = records.stream()
                    .map(record -> ScheduleLoop.success(record, now))
                    .toList();
            timed(COMPLETE, () -> value(schedule.complete(results)));
        }
    }

    private <T> T timed(String call, Supplier<T> work) {
        long start = System.nanoTime();
        T brought = work.get();
        millis.computeIfAbsent(call, name -> new ArrayList<>()).add((System.nanoTime() - start) / 1e6);
        return brought;
    }
}
