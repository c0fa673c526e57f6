package io.kafkadlq.core.retry;

import io.kafkadlq.api.store.Lease;
import io.kafkadlq.core.time.NanoClock;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A lease as this instance sees it: valid until so long after the last renewal was asked for, which is before the store lets
 * it lapse. Thread-safe.
 */
final class HeldLease {

    private final Lease lease;
    private final NanoClock clock;
    private final AtomicInteger held = new AtomicInteger();
    private volatile long validUntilNanos;
    private volatile boolean renewed;
    private volatile boolean spoiled;

    HeldLease(Lease lease, NanoClock clock) {
        this.lease = lease;
        this.clock = clock;
    }

    Lease lease() {
        return lease;
    }

    /** Whether what it holds is ours for certain; once that is over it never comes back. */
    boolean isValid() {
        return renewed && clock.nanos() - validUntilNanos < 0;
    }

    /** Whether the store has not taken it yet. */
    boolean isNew() {
        return !renewed;
    }

    /** Whether it may hold more. */
    boolean isUsable() {
        return isValid() && !spoiled;
    }

    /** Whether it has been renewed once, and is over. */
    boolean isOver() {
        return renewed && !isValid();
    }

    /**
     * It may hold what we do not know of, because a claim was not answered: nothing more is claimed with it, and once all
     * that we know of is noted it is left to lapse, so that the rest is given back.
     */
    void spoil() {
        spoiled = true;
    }

    boolean isSpent() {
        return spoiled && held.get() == 0;
    }

    void renewedAt(long askedNanos) {
        // A tenth is left for what is between our clock's rate and the store's.
        validUntilNanos = askedNanos + lease.lasts().toNanos() / 10 * 9;
        renewed = true;
    }

    void holds(int more) {
        held.addAndGet(more);
    }

    void letGo(int fewer) {
        held.addAndGet(-fewer);
    }
}
