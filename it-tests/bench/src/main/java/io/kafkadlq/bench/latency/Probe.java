package io.kafkadlq.bench.latency;

import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.OrderBook;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.bench.line.Line;
import io.kafkadlq.bench.line.Pool;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * The end of a line under load: notes how long each record took since the moment it was meant to come, so that a stalled
 * publisher hides nothing (coordinated omission), and whether its key's order held. Then does the handler's work.
 *
 * <p>Threading: {@link #due} by the publisher before it offers the record, which hands it on; the rest by any thread.
 */
final class Probe implements Line.End {

    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final Pool pool;
    private final Handler handler;
    private final OrderBook order;
    private final boolean ordered;
    private final long[] dueNanos;
    private final int[] numbers;
    private final ConcurrentHistogram waits = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final LongAdder taken = new LongAdder();
    private volatile boolean recording;

    /** What a handler does, by the key of its record. */
    @FunctionalInterface
    interface Handler {

        void handle(int key) throws InterruptedException;

        /** Whether the waits of this key's records are looked at. */
        default boolean counts(int key) {
            return true;
        }
    }

    /** @param ordered whether the line keeps the order of keys */
    Probe(Pool pool, boolean ordered, Handler handler) {
        this.pool = pool;
        this.handler = handler;
        this.ordered = ordered;
        this.order = new OrderBook(pool.size());
        this.dueNanos = new long[pool.size()];
        this.numbers = new int[pool.size()];
    }

    void due(int index, int number, long nanos) {
        numbers[index] = number;
        dueNanos[index] = nanos;
    }

    @Override
    public void take(int index) throws InterruptedException {
        int key = pool.key(index);
        if (recording && handler.counts(key)) {
            waits.recordValue(Math.min(Math.max(System.nanoTime() - dueNanos[index], 0), LONGEST_NANOS));
        }
        int number = numbers[index];
        if (ordered) {
            order.begins(key, number);
        }
        handler.handle(key);
        if (ordered) {
            order.ends(key, number);
        }
        taken.increment();
    }

    /** From now on waits are kept; those before were the warm-up's. */
    void startRecording() {
        recording = true;
    }

    Map<Unit, Double> waits() {
        return Map.of(
                Unit.WAIT_P50, micros(50),
                Unit.WAIT_P99, micros(99),
                Unit.WAIT_P999, micros(99.9));
    }

    private double micros(double percentile) {
        return waits.getValueAtPercentile(percentile) / 1e3;
    }

    long taken() {
        return taken.sum();
    }

    long orderViolations() {
        return ordered ? order.violations() : Defects.NOT_CHECKED;
    }
}
