package io.kafkadlq.bench.volume;

import static io.kafkadlq.bench.database.Storages.value;

import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.bench.harness.Budget;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Deletes all that is old and done with, in batches, while another thread stores batch after batch. */
record PurgeBesideIntake(DlqStorage storage, Calls calls) {

    static final String PURGE = "purge 1,000";

    private static final int AT_ONCE = 1_000;
    private static final int ALONE = 10;
    private static final Duration INTAKE_ALONE = Duration.ofSeconds(10);
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Rates of windows of a second. */
    List<Result> measure(String scene, Budget budget) {
        var before = Instant.now().minus(Volume.HALF);
        for (int i = 0; i < ALONE; i++) {
            calls.timed(PURGE, () -> value(storage.retention().orElseThrow().purge(Volume.CHANNEL, before, AT_ONCE)));
        }
        var arrivals = new Arrivals();
        List<Double> alone = intake(arrivals, Budget.of(INTAKE_ALONE), new CountDownLatch(1));
        var purged = new CountDownLatch(1);
        var beside = CompletableFuture.supplyAsync(
                () -> intake(arrivals, budget, purged), task -> new Thread(task, "intake").start());
        List<Double> purge = purge(before, budget);
        purged.countDown();
        return List.of(
                Calls.result(scene, "intake alone", Unit.RATE, alone),
                Calls.result(scene, "intake beside a purge", Unit.RATE, beside.join()),
                Calls.result(scene, "purge beside intake", Unit.RATE, purge));
    }

    private List<Double> intake(Arrivals arrivals, Budget budget, CountDownLatch over) {
        var windows = new Windows();
        while (over.getCount() > 0 && !budget.left().isZero()) {
            value(storage.save(arrivals.batch(AT_ONCE)));
            windows.add(AT_ONCE);
        }
        return windows.rates();
    }

    private List<Double> purge(Instant before, Budget budget) {
        var windows = new Windows();
        long all = 0;
        int purged = AT_ONCE;
        while (purged == AT_ONCE && !budget.left().isZero()) {
            purged = calls.timed(
                    PURGE + " beside intake",
                    () -> value(storage.retention().orElseThrow().purge(Volume.CHANNEL, before, AT_ONCE)));
            windows.add(purged);
            all += purged;
        }
        System.out.printf("purged %,d records%s%n", all, purged == AT_ONCE ? ", then the time was over" : "");
        return windows.rates();
    }

    /** Counts per second. Threading: one thread. */
    private static final class Windows {

        private final List<Double> rates = new ArrayList<>();

        /** Both owned by the one thread. */
        private long startNanos = System.nanoTime();

        private long records;

        void add(int more) {
            records += more;
            long nanos = System.nanoTime() - startNanos;
            if (nanos >= WINDOW_NANOS) {
                rates.add(records * 1e9 / nanos);
                startNanos += nanos;
                records = 0;
            }
        }

        List<Double> rates() {
            return rates.isEmpty() ? List.of(0.0) : Collections.unmodifiableList(rates);
        }
    }
}
