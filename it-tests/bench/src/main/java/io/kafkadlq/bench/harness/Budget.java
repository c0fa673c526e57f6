package io.kafkadlq.bench.harness;

import java.time.Duration;

/** The time until something has to be over. Not shared between threads. */
public final class Budget {

    private final long endNanos;

    private Budget(long endNanos) {
        this.endNanos = endNanos;
    }

    public static Budget of(Duration length) {
        return new Budget(System.nanoTime() + length.toNanos());
    }

    public Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /** An equal share of what is left for the next of so many parts. */
    public Budget share(int parts) {
        return of(left().dividedBy(Math.max(1, parts)));
    }
}
