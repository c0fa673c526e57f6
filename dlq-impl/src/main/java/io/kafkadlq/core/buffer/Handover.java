package io.kafkadlq.core.buffer;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.stage.Stage;

/** Hands letters that have left the ring to the next stage or, if that is no longer possible, back. Thread-safe. */
final class Handover {

    private final Stage next;
    private final InFlight inFlight;

    Handover(Stage next, InFlight inFlight) {
        this.next = next;
        this.inFlight = inFlight;
    }

    /** Reads the letter and waits until the next stage has taken it, or gives it back. */
    void handOn(Letter letter, long enteredNanos) throws InterruptedException {
        try {
            letter.record();
            while (!next.offer(letter, enteredNanos)) {
                next.awaitRoom();
            }
        } catch (InterruptedException stopping) {
            abandon(letter, stopping);
            throw stopping;
        } catch (RuntimeException | Error closedOrDefect) {
            abandon(letter, closedOrDefect);
        }
    }

    void endOfBatch() {
        next.endOfBatch();
    }

    void abandon(Letter letter, Throwable why) {
        inFlight.leave(letter);
        try {
            letter.abandoned(new DlqException("Stopped before the dead letter could be stored", why));
        } catch (RuntimeException | Error defect) {
            // One letter's must not keep the others' answers back.
            Log.answerDefect(defect);
        }
    }
}
