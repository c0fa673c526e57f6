package io.kafkadlq.bench.jmh;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How the benchmark's thread waits for the end of a burst: asleep, for it has no core of its own to spare. */
final class Waiting {

    private static final long PAUSE_NANOS = 20_000;

    private Waiting() {}

    /** Until it is so, or so long at most. */
    static void until(BooleanSupplier isSo, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!isSo.getAsBoolean() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
