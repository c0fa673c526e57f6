package io.kafkadlq.core.flow;

import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.stage.Stage;
import java.time.Duration;

/**
 * Lets dead letters from outside into the pipeline as its gate allows. Failures of the channel's own handler do not come
 * this way: what has been let in once is not stopped half-way.
 */
public final class GatedStage implements Stage {

    private final Gate gate;
    private final Stage next;

    public GatedStage(Gate gate, Stage next) {
        this.gate = gate;
        this.next = next;
    }

    @Override
    public boolean offer(Letter letter, long enteredNanos) {
        if (!gate.tryEnter()) {
            return false;
        }
        if (!next.offer(letter, enteredNanos)) {
            gate.giveBack();
            return false;
        }
        return true;
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

    @Override
    public void close(Duration drainWithin) {
        next.close(drainWithin);
    }
}
