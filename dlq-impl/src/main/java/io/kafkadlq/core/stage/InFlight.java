package io.kafkadlq.core.stage;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes between intake and store: records differ in size by a factor of a million, so a bound on their number
 * bounds no memory. Lock-free; one instance per pipeline.
 */
public final class InFlight {

    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong records = new AtomicLong();

    public InFlight(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Enters the letter if it fits; one that is alone always does, however large it is. */
    public boolean tryEnter(Letter letter) {
        int size = letter.sizeBytes();
        long now = bytes.addAndGet(size);
        if (now > maxBytes && now != size) {
            bytes.addAndGet(-size);
            return false;
        }
        records.incrementAndGet();
        return true;
    }

    public void leave(Letter letter) {
        bytes.addAndGet(-letter.sizeBytes());
        records.decrementAndGet();
    }

    public long records() {
        return records.get();
    }
}
