package io.kafkadlq.kafka;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Knows which records of one partition are done, and so up to where its offset may be committed: never past a record that
 * is not done, however many behind it are. A ring of stamps in the order of dispatch; offsets may have gaps (compaction,
 * transactions).
 *
 * <p>Threading: {@link #dispatch} and {@link #committable} by the poll thread alone; {@link #done} by any thread. A stamp
 * is written with release and read with acquire semantics, which is the only edge between the two. No locks, no garbage.
 */
final class OffsetLedger {

    /** No room: as many records as the ledger holds are under way. */
    static final long FULL = -1;

    /** Nothing has been dispatched yet. */
    static final long NOTHING = -1;

    private final int mask;
    private final long[] offsets;
    private final AtomicLongArray stamps;

    // Owned by the poll thread.
    private long next;
    private long low;
    private long committable = NOTHING;

    /** @param capacity a power of two */
    OffsetLedger(int capacity) {
        mask = capacity - 1;
        offsets = new long[capacity];
        stamps = new AtomicLongArray(capacity);
    }

    /** Enters a record about to be handed on; the ticket is what {@link #done} takes. */
    long dispatch(long offset) {
        if (next - low == offsets.length) {
            committable();
            if (next - low == offsets.length) {
                return FULL;
            }
        }
        offsets[(int) next & mask] = offset;
        return next++;
    }

    /** Takes back the latest dispatch, for a record that was refused. */
    void takeBack(long ticket) {
        if (ticket != next - 1) {
            throw new IllegalStateException("Only the latest dispatch can be taken back");
        }
        next = ticket;
    }

    void done(long ticket) {
        // The stamp names the round as well as the place, so that a place used again is not taken for done.
        stamps.setRelease((int) ticket & mask, ticket + 1);
    }

    /** The offset to commit: behind the last record before which all are done; {@link #NOTHING} if there is none. */
    long committable() {
        while (low < next && stamps.getAcquire((int) low & mask) == low + 1) {
            committable = offsets[(int) low & mask] + 1;
            low++;
        }
        return committable;
    }

    /** Records dispatched and not yet done, or done behind one that is not. */
    long underWay() {
        return next - low;
    }
}
