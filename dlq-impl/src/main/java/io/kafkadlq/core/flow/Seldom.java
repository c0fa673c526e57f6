package io.kafkadlq.core.flow;

import java.util.concurrent.atomic.AtomicLong;

/** Lets the 1st, 10th, 100th… of many through, so that what goes wrong over and over is told but does not flood the log. */
public final class Seldom {

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong next = new AtomicLong(1);

    /** Whether this one is to be told of. */
    public boolean isTime() {
        long soFar = count.incrementAndGet();
        long due = next.get();
        return soFar >= due && next.compareAndSet(due, due * 10);
    }

    /** How many there have been. */
    public long soFar() {
        return count.get();
    }
}
