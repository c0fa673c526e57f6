package io.kafkadlq.core.retry;

import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Inlet;

/** Lets records of a partition in once it is known which of its sequences are blocked. */
record SequencedInlet(BlockedSequences blocked, Inlet next) implements Inlet {

    @Override
    public boolean offer(Delivery delivery) {
        return blocked.isKnown(delivery) && next.offer(delivery);
    }

    @Override
    public boolean mayBegin() {
        return next.mayBegin();
    }

    @Override
    public void endOfBatch() {
        next.endOfBatch();
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        next.awaitRoom();
    }
}
