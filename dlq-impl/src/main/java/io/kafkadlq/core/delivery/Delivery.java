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
    private static final int GIVEN_BACK = 3;

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
    private long number;
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

    /** One on its own, in no ledger: work on it may begin as long as its claim lets number 0 begin. */
    public static Delivery alone(Claim claim, ConsumerRecord<byte[], byte[]> record, long enteredNanos) {
        var delivery = new Delivery(claim);
        delivery.fill(record, 0, enteredNanos);
        return delivery;
    }

    void fill(ConsumerRecord<byte[], byte[]> newRecord, long newNumber, long newEnteredNanos) {
        record = newRecord;
        number = newNumber;
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
     * Marks that work on the record begins; false if its partition was revoked before, and then it is given back. Either
     * this sees the revocation, or whoever revokes sees the start: both sides write before they read, in one total order.
     */
    public boolean start() {
        while (true) {
            STATE.setVolatile(this, STARTED);
            long last = claim.lastToBegin();
            if (number <= last) {
                return true;
            }
            if (last != Claim.UNDECIDED) {
                giveBack();
                return false;
            }
            STATE.setVolatile(this, WAITING);
            Thread.onSpinWait();
        }
    }

    /** The record needs nothing more: it was handled, or is durable as a dead letter. Lets go of it. */
    public void done() {
        record = null;
        STATE.setRelease(this, DONE);
    }

    /** The record will have no outcome here: its offset stays uncommitted, and nobody need wait for it. */
    public void giveBack() {
        STATE.setVolatile(this, GIVEN_BACK);
        claim.noteGivenBack();
    }

    boolean isDone() {
        return (int) STATE.getAcquire(this) == DONE;
    }

    boolean isBegun() {
        int now = (int) STATE.getVolatile(this);
        return now == STARTED || now == DONE;
    }

    /** Whether work on it has begun and has no outcome yet. */
    boolean isStarted() {
        return (int) STATE.getVolatile(this) == STARTED;
    }

    /** Whether an outcome may be waited for. */
    boolean isOpen() {
        int now = (int) STATE.getVolatile(this);
        return now == WAITING || now == STARTED;
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
