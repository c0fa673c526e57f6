package io.kafkadlq.core.buffer;

import io.kafkadlq.core.stage.Letter;
import org.jspecify.annotations.Nullable;

/**
 * A place in the ring, made once and used again for ever. Written by the one publisher that claimed it, then read and
 * emptied by the ring's consumer; the Disruptor's sequences order the two.
 */
final class Slot {

    @Nullable Letter letter;

    long enteredNanos;

    void fill(Letter newLetter, long newEnteredNanos) {
        letter = newLetter;
        enteredNanos = newEnteredNanos;
    }

    /** Lets go of the letter, so that a ring at rest pins nothing. */
    void clear() {
        letter = null;
    }
}
