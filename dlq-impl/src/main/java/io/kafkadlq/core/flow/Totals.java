package io.kafkadlq.core.flow;

import java.time.Duration;

/**
 * Counters behind a door at one moment; they only grow, so that the difference of two is what happened between.
 *
 * @param outcomes records that left
 * @param calls calls of the handler, or writes to the store, that ended
 * @param failures those of them that failed
 * @param timed calls whose time was taken
 * @param timedNanos their times together
 */
public record Totals(long outcomes, long calls, long failures, long timed, long timedNanos) {

    Totals since(Totals earlier) {
        return new Totals(
                outcomes - earlier.outcomes,
                calls - earlier.calls,
                failures - earlier.failures,
                timed - earlier.timed,
                timedNanos - earlier.timedNanos);
    }

    double failureRate() {
        return calls <= 0 ? 0 : Math.min(1, (double) failures / calls);
    }

    Duration meanTime() {
        return timed <= 0 ? Duration.ZERO : Duration.ofNanos(timedNanos / timed);
    }
}
