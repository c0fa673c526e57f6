package io.kafkadlq.bench.harness;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Watches that the records of a key are handled one after another, in the order of their numbers. One word a key: its
 * latest number, and whether that is being handled. Thread-safe, as those who break the order come at the same time.
 */
public final class OrderBook {

    private static final long NOTHING_YET = -2;

    private final AtomicLongArray latest;
    private final LongAdder violations = new LongAdder();

    public OrderBook(int keys) {
        latest = new AtomicLongArray(keys);
        for (int key = 0; key < keys; key++) {
            latest.set(key, NOTHING_YET);
        }
    }

    /** Handling starts: a violation if a later record of the key was started before, or one is being handled. */
    public void begins(int key, int number) {
        long before = latest.getAndSet(key, busy(number));
        if (before > idle(number) || isBusy(before)) {
            violations.increment();
        }
    }

    public void ends(int key, int number) {
        // Not if somebody else has begun meanwhile: that was counted there.
        latest.compareAndSet(key, busy(number), idle(number));
    }

    public long violations() {
        return violations.sum();
    }

    private static long idle(int number) {
        return 2L * number;
    }

    private static long busy(int number) {
        return 2L * number + 1;
    }

    private static boolean isBusy(long state) {
        return (state & 1) == 1;
    }
}
