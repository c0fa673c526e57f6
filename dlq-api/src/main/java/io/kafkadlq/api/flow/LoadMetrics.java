package io.kafkadlq.api.flow;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How busy a channel is behind one of its doors. Shares are from 0 to 1. Times and the error rate are those of the window
 * that {@code backpressure.window} sets; zero where nothing ended in it.
 *
 * @param ringFill how full the ring between intake and store is
 * @param pending records that were let in by this door and have no outcome yet
 * @param maxPending the most there may be
 * @param enteredPerSecond records that came in of late, over a third of a second
 * @param outcomesPerSecond records that had their outcome meanwhile
 * @param processingTime how long a record that comes in now will take to its outcome, by what waits before it and the rate of
 *     outcomes; where records wait and none has an outcome, the time since the last one had
 * @param handlerTime mean time of the work itself: of the handler, or of a write to the store
 * @param errorRate share of handler calls, or of writes to the store, that failed
 * @param storeLatency mean time of a write to the store
 * @param cpu of the whole machine; empty if it does not say
 * @param heapAfterGc share of the heap that was still in use after the latest collection of the old generation; empty
 *     before the first one
 */
public record LoadMetrics(
        Door door,
        double ringFill,
        long pending,
        long maxPending,
        double enteredPerSecond,
        double outcomesPerSecond,
        Duration processingTime,
        Duration handlerTime,
        double errorRate,
        Duration storeLatency,
        OptionalDouble cpu,
        OptionalDouble heapAfterGc) {

    /** How full it is behind the door: the ring or the pending records, whichever is fuller. */
    public double fill() {
        double pendingFill = (double) pending / maxPending;
        return door == Door.STORE ? Math.max(ringFill, pendingFill) : pendingFill;
    }
}
