package io.kafkadlq.bench.flow;

import io.kafkadlq.api.flow.RateLimiter;
import java.util.concurrent.atomic.AtomicLong;

/** A rate limiter of any make, as the askers see it. */
interface Limited {

    boolean tryAcquire();

    /** How long it is not worth asking again. */
    long retryAfterNanos();

    /** Another rate from now on. */
    void perSecond(double rate);

    static Limited ours(RateLimiter limiter) {
        return new Limited() {

            @Override
            public boolean tryAcquire() {
                return limiter.tryAcquire(1);
            }

            @Override
            public long retryAfterNanos() {
                return limiter.retryAfter().toNanos();
            }

            @Override
            public void perSecond(double rate) {
                limiter.permitsPerSecond(rate);
            }
        };
    }

    /** One word and no burst: what it shows is the rig's own error. */
    static Limited bare(double perSecond) {
        return new Limited() {

            private final AtomicLong next = new AtomicLong(System.nanoTime());
            private volatile long gap = gap(perSecond);

            @Override
            public boolean tryAcquire() {
                long due = next.get();
                return due - System.nanoTime() <= 0 && next.compareAndSet(due, due + gap);
            }

            @Override
            public long retryAfterNanos() {
                return Math.max(0, next.get() - System.nanoTime());
            }

            @Override
            public void perSecond(double rate) {
                gap = gap(rate);
            }
        };
    }

    private static long gap(double perSecond) {
        return Math.round(1e9 / perSecond);
    }
}
