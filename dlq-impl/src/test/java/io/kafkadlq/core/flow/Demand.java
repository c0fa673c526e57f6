package io.kafkadlq.core.flow;

import io.kafkadlq.api.flow.RateLimiter;

/** Somebody who wants more than there is. */
final class Demand {

    private Demand() {}

    /** Takes all permits that are there now, one by one. */
    static long takeAll(RateLimiter limiter) {
        long taken = 0;
        while (limiter.tryAcquire(1)) {
            taken++;
        }
        return taken;
    }

    /** Comes so many times with the same pause before each, and takes all that is there. */
    static long takeAll(RateLimiter limiter, HandClock clock, long pauseNanos, long times) {
        long taken = 0;
        for (long i = 0; i < times; i++) {
            clock.advanceNanos(pauseNanos);
            taken += takeAll(limiter);
        }
        return taken;
    }
}
