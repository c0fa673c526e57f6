package io.kafkadlq.bench.flow;

import io.kafkadlq.api.config.RateLimitAlgorithm;
import io.kafkadlq.api.config.RateLimitConfig;
import io.kafkadlq.core.flow.RateLimits;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A rate limiter of any make, as the askers see it. */
interface Limited {

    boolean tryAcquire();

    /** How long it is not worth asking again. */
    long retryAfterNanos();

    /** Whether {@link #perSecond} works. */
    default boolean isAdjustable() {
        return true;
    }

    /** Another rate from now on. */
    void perSecond(double rate);

    /** Ours, as a channel would have it by default. */
    static Limited ours(RateLimitAlgorithm algorithm, double perSecond) {
        var config = new RateLimitConfig(Optional.of(perSecond), algorithm, Optional.empty(), Duration.ofSeconds(1));
        var limiter = RateLimits.of(config, perSecond, NanoClock.SYSTEM);
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
