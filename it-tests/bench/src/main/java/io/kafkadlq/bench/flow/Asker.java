package io.kafkadlq.bench.flow;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** A thread that asks a limiter for one permit after another, as fast as it may, and keeps when it got them. */
final class Asker {

    /** Refused, it does not burn a core: a worker would not either. */
    private static final long LONGEST_PAUSE_NANOS = 200_000;

    private final Limited limited;
    private final Thread thread = new Thread(this::ask, "asker");
    private volatile boolean stopped;
    /** Both belong to the thread; read after it was joined. */
    private long[] grants = new long[1 << 16];

    private int granted;

    Asker(Limited limited) {
        this.limited = limited;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void ask() {
        while (!stopped) {
            if (limited.tryAcquire()) {
                if (granted == grants.length) {
                    grants = Arrays.copyOf(grants, granted * 2);
                }
                grants[granted++] = System.nanoTime();
            } else {
                LockSupport.parkNanos(Math.min(limited.retryAfterNanos(), LONGEST_PAUSE_NANOS));
            }
        }
    }

    /** Ends it; returns when it got its permits. */
    long[] stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while an asker ends", e);
        }
        return Arrays.copyOf(grants, granted);
    }
}
