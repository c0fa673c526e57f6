package io.kafkadlq.bench.retry;

import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Notes how late each of some records was begun, by the clock that both the store and we have. Thread-safe. */
final class Lateness {

    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicLongArray micros;
    private final LongAdder again = new LongAdder();

    Lateness(int records) {
        this.micros = new AtomicLongArray(records);
        for (int record = 0; record < records; record++) {
            micros.set(record, NEVER);
        }
    }

    void begun(int record, Instant due, Instant now) {
        if (!micros.compareAndSet(record, NEVER, Duration.between(due, now).toNanos() / 1_000)) {
            again.increment();
        }
    }

    boolean isOver() {
        return missing() == 0;
    }

    private long missing() {
        return micros.length() - sorted().length;
    }

    private long[] sorted() {
        var all = new long[micros.length()];
        Arrays.setAll(all, micros::get);
        return Arrays.stream(all).filter(late -> late != NEVER).sorted().toArray();
    }

    /** @throws IllegalStateException if none was begun */
    Map<Unit, Double> figures() {
        var sorted = sorted();
        if (sorted.length == 0) {
            throw new IllegalStateException("None of " + micros.length() + " records was begun");
        }
        return Map.of(
                Unit.LATE_P50, millis(sorted, 0.5),
                Unit.LATE_P99, millis(sorted, 0.99),
                Unit.LATE_MOST, millis(sorted, 1),
                Unit.LATE_LEAST, sorted[0] / 1e3);
    }

    /** The least that so many of them do not exceed. */
    private static double millis(long[] sorted, double part) {
        return sorted[(int) Math.ceil(part * sorted.length) - 1] / 1e3;
    }

    Defects defects() {
        return Defects.of(missing(), again.sum());
    }
}
