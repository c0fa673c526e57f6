package io.kafkadlq.core.buffer;

import io.kafkadlq.core.stage.Letter;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A place in the ring, made once and used again for ever. Filled by the one publisher that claimed it; the Disruptor's
 * sequences make that visible to its reader. Taken once: by its reader, or by the close if the reader is stuck, and these
 * two may come at the same time.
 */
final class Slot {

    private static final AtomicReferenceFieldUpdater<Slot, Letter> LETTER =
            AtomicReferenceFieldUpdater.newUpdater(Slot.class, Letter.class, "letter");

    private volatile @Nullable Letter letter;
    // Ordered by the Disruptor's sequences; nobody fills a slot again before its reader has moved on.
    private long enteredNanos;

    void fill(Letter newLetter, long newEnteredNanos) {
        enteredNanos = newEnteredNanos;
        // Its publication follows and carries the fence.
        LETTER.lazySet(this, newLetter);
    }

    /** The letter, for the first who asks; a ring at rest pins nothing. */
    @Nullable Letter take() {
        return LETTER.getAndSet(this, null);
    }

    long enteredNanos() {
        return enteredNanos;
    }
}
