package io.kafkadlq.core.stage;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what is between intake and store, in bytes and in number: records differ in size by a factor of a million, so a
 * bound on their number alone bounds no memory. Neither is ever exceeded. Lock-free; one instance per pipeline.
 */
public final class InFlight {

    private final long maxBytes;
    private final long maxRecords;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong records = new AtomicLong();

    /** As many records as have room in so many bytes. */
    public InFlight(long maxBytes) {
        this(maxBytes, Long.MAX_VALUE);
    }

    public InFlight(long maxBytes, long maxRecords) {
        this.maxBytes = maxBytes;
        this.maxRecords = maxRecords;
    }

    /** Enters the letter if it fits; one that is alone always does, however large it is. */
    public boolean tryEnter(Letter letter) {
        if (records.incrementAndGet() > maxRecords) {
            records.decrementAndGet();
            return false;
        }
        int size = letter.sizeBytes();
        long now = bytes.addAndGet(size);
        if (now > maxBytes && now != size) {
            bytes.addAndGet(-size);
            records.decrementAndGet();
            return false;
        }
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
