package io.kafkadlq.core.retry;

import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.store.RunResult;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Records that were claimed together, until what became of each is noted. Thread-safe. */
final class ClaimedBatch {

    private final HeldLease lease;
    private final BooleanSupplier stopping;
    private final Results results;
    private final int size;
    private final long claimedNanos;
    private final AtomicInteger open;
    private volatile boolean abandoned;
    private final Set<Long> broken = ConcurrentHashMap.newKeySet();

    /** Where results go. */
    @FunctionalInterface
    interface Results {

        void add(ClaimedBatch from, RunResult result);
    }

    /** @param stopping whether nothing may begin any more */
    ClaimedBatch(HeldLease lease, int size, long claimedNanos, BooleanSupplier stopping, Results results) {
        this.lease = lease;
        this.size = size;
        this.claimedNanos = claimedNanos;
        this.stopping = stopping;
        this.results = results;
        this.open = new AtomicInteger(size);
        lease.holds(size);
    }

    HeldLease lease() {
        return lease;
    }

    /** Whether one of this sequence may begin: not behind one that did not succeed. */
    boolean mayBegin(Optional<Sequence> sequence) {
        return lease.isValid() && !abandoned && !stopping.getAsBoolean() && !isBroken(sequence);
    }

    /** From then on nothing of it begins. */
    void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** One of this sequence did not succeed: those claimed behind it are given back. */
    void broken(Optional<Sequence> sequence) {
        sequence.ifPresent(place -> broken.add(place.id()));
    }

    boolean isBroken(Optional<Sequence> sequence) {
        return !broken.isEmpty()
                && sequence.filter(place -> broken.contains(place.id())).isPresent();
    }

    void ended(RunResult result) {
        results.add(this, result);
    }

    /** So many more are off our hands. */
    void settled(int records) {
        lease.letGo(records);
        open.addAndGet(-records);
    }

    int open() {
        return open.get();
    }

    int size() {
        return size;
    }

    long claimedNanos() {
        return claimedNanos;
    }
}
