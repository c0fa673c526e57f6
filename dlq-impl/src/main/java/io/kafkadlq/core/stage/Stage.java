package io.kafkadlq.core.stage;

import java.time.Duration;
import java.util.List;

/**
 * One stretch of a dead letter's way. A stage takes letters without blocking, hands them on to the stage it was given, and
 * refuses when it is full; only the engine knows in which order stages stand.
 *
 * <p>Threading: {@link #offer} from any number of threads unless a stage says otherwise; {@link #close} from one.
 */
public interface Stage {

    /**
     * Takes a letter, or refuses it for want of room or because the stage is closing; a refused letter is still the
     * caller's. Never blocks, never drops: each letter taken is answered exactly once.
     *
     * @param enteredNanos when the letter entered the pipeline, by the pipeline's {@link
     *     io.kafkadlq.core.time.NanoClock}
     */
    boolean offer(Letter letter, long enteredNanos);

    /** Takes as many of the letters as there is room for, from the first on, and tells how many. */
    default int offerAll(List<? extends Letter> letters, long enteredNanos) {
        int taken = 0;
        while (taken < letters.size() && offer(letters.get(taken), enteredNanos)) {
            taken++;
        }
        return taken;
    }

    /** Tells that the caller has nothing more in hand just now, so that a batch need not wait for more. */
    void endOfBatch();

    /** Waits until an offer is worth another try, for a bounded time. */
    void awaitRoom() throws InterruptedException;

    /**
     * Takes no more letters, sees those taken through for at most that long, then abandons the rest, and closes the
     * stages behind it. Idempotent.
     */
    void close(Duration drainWithin);
}
