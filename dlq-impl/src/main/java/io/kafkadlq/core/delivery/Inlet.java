package io.kafkadlq.core.delivery;

/**
 * Where a consumer's records enter the engine: to be stored, if they are dead letters already, or to be handled.
 *
 * <p>Threading: any number of threads that poll.
 */
public interface Inlet {

    /** Takes the delivery, or refuses it for want of room; whoever was refused still owns it. Never blocks. */
    boolean offer(Delivery delivery);

    /** Whether what was taken and has not begun may begin at present; if not, a partition is not kept waiting for it. */
    default boolean mayBegin() {
        return true;
    }

    /** Tells that nothing more is in hand just now. */
    void endOfBatch();

    /** Waits until an offer is worth another try, for a bounded time. */
    void awaitRoom() throws InterruptedException;
}
