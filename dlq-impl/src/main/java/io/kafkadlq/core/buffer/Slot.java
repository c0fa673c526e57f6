package io.kafkadlq.core.buffer;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.core.stage.Acknowledgement;
import org.jspecify.annotations.Nullable;

/**
 * A place in the ring, made once and used again for ever. Written by the one publisher that claimed it, then read and
 * emptied by the ring's consumer; the Disruptor's sequences order the two.
 */
final class Slot {

    @Nullable DlqRecord record;

    @Nullable Acknowledgement ack;

    long token;
    long enteredNanos;

    void fill(DlqRecord newRecord, Acknowledgement newAck, long newToken, long newEnteredNanos) {
        record = newRecord;
        ack = newAck;
        token = newToken;
        enteredNanos = newEnteredNanos;
    }

    /** Lets go of the record, so that a ring at rest pins nothing. */
    void clear() {
        record = null;
        ack = null;
    }
}
