package io.kafkadlq.core.flow;

import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that tests move by hand. */
final class HandClock implements NanoClock {

    private final AtomicLong nanos;

    HandClock(long nanos) {
        this.nanos = new AtomicLong(nanos);
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    HandClock advance(Duration by) {
        return advanceNanos(by.toNanos());
    }

    HandClock advanceNanos(long by) {
        nanos.addAndGet(by);
        return this;
    }
}
