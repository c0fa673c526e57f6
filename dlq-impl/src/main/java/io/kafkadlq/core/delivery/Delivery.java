package io.kafkadlq.core.delivery;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record under way. It is its own place in the ledger and its own node in a worker's mailbox, made once and used
 * again, so that handing a record on allocates nothing.
 *
 * <p>Threading: filled by the thread that polls, then handed on by whatever publishes it safely; {@link #done} by any
 * thread, once a filling, as the last thing it does with it.
 *
 * <p>Hot path.
 */
public final class Delivery {

    private static final int WAITING = 0;
    private static final int STARTED = 1;
    private static final int DONE = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Delivery.class, "state", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Claim claim;

    // Handed from the polling thread to the worker by the mailbox.
    private @Nullable ConsumerRecord<byte[], byte[]> record;
    private long enteredNanos;

    // Accessed by STATE alone. DONE is released by whoever is done, and acquired by the polling thread before the place
    // is
    // used again.
    @SuppressWarnings("unused")
    private int state;

    // The mailbox's; see there.
    private @Nullable Delivery next;
    private int depth;

    public Delivery(Claim claim) {
        this.claim = claim;
    }

    void fill(ConsumerRecord<byte[], byte[]> newRecord, long newEnteredNanos) {
        record = newRecord;
        enteredNanos = newEnteredNanos;
        STATE.set(this, WAITING);
    }

    public Claim claim() {
        return claim;
    }

    public ConsumerRecord<byte[], byte[]> record() {
        return Objects.requireNonNull(record);
    }

    /** The record, let go of: for those who need no more of it than they copy now. */
    public ConsumerRecord<byte[], byte[]> takeRecord() {
        ConsumerRecord<byte[], byte[]> taken = record();
        record = null;
        return taken;
    }

    /** When it was read, by the pipeline's clock. */
    public long enteredNanos() {
        return enteredNanos;
    }

    /**
     * Marks that work on the record begins; false if its partition was revoked before, and then it is not to begin. Either
     * this sees the revocation, or whoever revoked sees the start: both sides write before they read, in one total order.
     */
    public boolean start() {
        STATE.setVolatile(this, STARTED);
        if (claim.isRevoked()) {
            giveBack();
            return false;
        }
        return true;
    }

    /** The record needs nothing more: it was handled, or is durable as a dead letter. Lets go of it. */
    public void done() {
        record = null;
        STATE.setRelease(this, DONE);
    }

    /** Work on the record has ended without an outcome: its offset stays uncommitted, and nobody need wait for it. */
    public void giveBack() {
        STATE.setVolatile(this, WAITING);
    }

    boolean isDone() {
        return (int) STATE.getAcquire(this) == DONE;
    }

    boolean isStarted() {
        return (int) STATE.getVolatile(this) == STARTED;
    }

    /** The delivery behind or before this one; which of the two, and who may ask, the mailbox says. */
    public @Nullable Delivery next() {
        return next;
    }

    public void next(@Nullable Delivery other) {
        next = other;
    }

    /** How many there are from here on. */
    public int depth() {
        return depth;
    }

    public void depth(int count) {
        depth = count;
    }
}
