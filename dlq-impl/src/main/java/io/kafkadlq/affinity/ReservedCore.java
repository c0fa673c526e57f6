package io.kafkadlq.affinity;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.spi.ThreadPlacement;
import net.openhft.affinity.AffinityLock;

/** A core that one thread has for itself. Confined to that thread. */
final class ReservedCore implements ThreadPlacement.Placed {

    private final AffinityLock lock;

    private ReservedCore(AffinityLock lock) {
        this.lock = lock;
    }

    /** Reserves one for the calling thread. */
    static ReservedCore acquire() {
        AffinityLock lock = AffinityLock.acquireLock();
        if (!lock.isAllocated()) {
            throw new DlqException(
                    "No core is left for " + Thread.currentThread().getName()
                            + ", or the system lets none be chosen: run no more workers (processing.concurrency) than there are"
                            + " cores besides the first, or set processing.thread-placement to none");
        }
        return new ReservedCore(lock);
    }

    @Override
    public int cpu() {
        return lock.cpuId();
    }

    @Override
    public void release() {
        lock.release();
    }
}
