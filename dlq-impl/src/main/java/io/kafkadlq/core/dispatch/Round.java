package io.kafkadlq.core.dispatch;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lanes that got something to do together. Several workers run the same round, each taking the next lane that none has
 * taken, so that waking them costs once a round and not once a lane, and one that is blocked leaves the rest to the others.
 * Thread-safe.
 */
final class Round implements Runnable {

    private final Lane[] lanes;
    private final AtomicInteger next = new AtomicInteger();

    Round(Lane[] lanes) {
        this.lanes = lanes;
    }

    int lanes() {
        return lanes.length;
    }

    @Override
    public void run() {
        for (int i = next.getAndIncrement(); i < lanes.length; i = next.getAndIncrement()) {
            lanes[i].run();
        }
    }
}
