package io.kafkadlq.bench.latency;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A handler that waits for a millisecond, and for one key a hundred times as long; that key's own waits do not count. */
record SlowKey(boolean isSlow) implements Probe.Handler {

    private static final int SLOW_KEY = 0;
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @Override
    public void handle(int key) throws InterruptedException {
        long until = System.nanoTime() + (isSlow && key == SLOW_KEY ? SLOW_NANOS : NANOS);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    @Override
    public boolean counts(int key) {
        return key != SLOW_KEY;
    }
}
