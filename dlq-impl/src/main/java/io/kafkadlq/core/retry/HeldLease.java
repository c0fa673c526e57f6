package io.kafkadlq.core.retry;

import io.kafkadlq.api.store.Lease;
import io.kafkadlq.core.time.NanoClock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A lease as this instance sees it: valid until so long after the last renewal was asked for, which is before the store lets
 * it lapse. Thread-safe.
 */
final class HeldLease {

    private final Lease lease;
    private final NanoClock clock;
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicBoolean asking = new AtomicBoolean();
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

    /** Whether it may hold more, and then it holds one for the caller, who lets go of that when it knows what it has. */
    synchronized boolean take() {
        boolean usable = isUsable();
        if (usable) {
            holds(1);
        }
        return usable;
    }

    /** Whether it has been renewed once, and is over. */
    boolean isOver() {
        return renewed && !isValid();
    }

    /**
     * It may hold what we do not know of, because a claim was not answered: nothing more is claimed with it, and once all
     * that we know of is noted it is left to lapse, so that the rest is given back.
     */
    synchronized void spoil() {
        spoiled = true;
    }

    /** Once that is so, it stays so. */
    synchronized boolean isSpent() {
        return spoiled && held.get() == 0;
    }

    /** An answer that comes when it is over changes nothing: others may have what it held. */
    synchronized void renewedAt(long askedNanos) {
        if (isOver()) {
            return;
        }
        // A tenth is left for what is between our clock's rate and the store's.
        validUntilNanos = askedNanos + lease.lasts().toNanos() / 10 * 9;
        renewed = true;
    }

    /** Whether the store may be asked: not while it is. */
    boolean startAsking() {
        return asking.compareAndSet(false, true);
    }

    void endAsking() {
        asking.set(false);
    }

    void holds(int more) {
        held.addAndGet(more);
    }

    void letGo(int fewer) {
        held.addAndGet(-fewer);
    }
}
