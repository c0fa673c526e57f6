package io.kafkadlq.core.flow;

import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Inlet;

/** Lets records in to be handled as its gate allows. */
public final class GatedInlet implements Inlet {

    private final Gate gate;
    private final Inlet next;

    public GatedInlet(Gate gate, Inlet next) {
        this.gate = gate;
        this.next = next;
    }

    @Override
    public boolean offer(Delivery delivery) {
        if (!gate.tryEnter()) {
            return false;
        }
        if (!next.offer(delivery)) {
            gate.giveBack();
            return false;
        }
        return true;
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
        gate.pauseIfShut();
    }
}
