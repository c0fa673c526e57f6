package io.kafkadlq.api.flow;

import java.time.Duration;

/** Keeps something below a rate. Thread-safe and lock-free; nobody waits in it. */
public interface RateLimiter {

    /** Takes so many permits if all of them are there now, or none. */
    boolean tryAcquire(int permits);

    /** Gives permits back that were taken and not used. */
    void giveBack(int permits);

    /** How long until a permit may be there; zero if one is. */
    Duration retryAfter();

    /** The rate it keeps. */
    double permitsPerSecond();

    /**
     * Another rate from now on; a pause or a burst of the old rate is not carried over.
     *
     * @throws IllegalArgumentException if it is not a positive finite number
     */
    void permitsPerSecond(double rate);
}
