package io.kafkadlq.core.stage;

import io.kafkadlq.api.model.DlqRecord;
import java.time.Duration;

/**
 * One stretch of a record's way. A stage takes records without blocking, hands them on to the stage it was given, and
 * refuses when it is full; only the engine knows in which order stages stand.
 *
 * <p>Threading: {@link #offer} from any number of threads unless a stage says otherwise; {@link #close} from one.
 */
public interface Stage {

    /**
     * Takes a record, or refuses it for want of room or because the stage is closing; a refused record is still the
     * caller's. Never blocks, never drops: each record taken is acknowledged exactly once.
     *
     * @param token handed back with the acknowledgement
     * @param enteredNanos when the record entered the pipeline, by the pipeline's {@link
     *     io.kafkadlq.core.time.NanoClock}
     */
    boolean offer(DlqRecord record, Acknowledgement ack, long token, long enteredNanos);

    /** Tells that the caller has nothing more in hand just now, so that a batch need not wait for more. */
    void endOfBatch();

    /** Waits until an offer is worth another try, for a bounded time. */
    void awaitRoom() throws InterruptedException;

    /**
     * Takes no more records, sees those taken through for at most that long, then abandons the rest, and closes the
     * stages behind it. Idempotent.
     */
    void close(Duration drainWithin);
}
