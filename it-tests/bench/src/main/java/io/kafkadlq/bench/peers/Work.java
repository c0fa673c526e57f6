package io.kafkadlq.bench.peers;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the handler does with a record: the scenes of the suite. */
enum Work {
    NO_OP("no-op"),
    /** It waits for another system: 1 to 5 ms, each time the same for the same record. */
    WAITS("waits 1-5 ms"),
    /** It fails on every tenth record, always. */
    FAILS("10 % fail");

    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int SPREAD_NANOS = (int) TimeUnit.MILLISECONDS.toNanos(4);
    private static final int ONE_FAILS_IN = 10;
    // The golden ratio's bits: numbers in a row give waits that look drawn at random, evenly spread.
    private static final int SHUFFLE = 0x9E3779B9;

    private final String scene;

    Work(String scene) {
        this.scene = scene;
    }

    String scene() {
        return scene;
    }

    boolean fails(int number) {
        return this == FAILS && number % ONE_FAILS_IN == 0;
    }

    static long waitNanos(int number) {
        return SHORTEST_NANOS + Integer.remainderUnsigned(number * SHUFFLE, SPREAD_NANOS);
    }

    /** Does it on this thread. */
    void perform(int number) throws InterruptedException {
        if (this == WAITS) {
            waitUntil(System.nanoTime() + waitNanos(number));
        } else if (fails(number)) {
            throw new IllegalStateException("No stock for order " + number);
        }
    }

    private static void waitUntil(long deadline) throws InterruptedException {
        for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
