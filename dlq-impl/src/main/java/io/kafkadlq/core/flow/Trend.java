package io.kafkadlq.core.flow;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What happened within a sliding window, from counters read now and then: the difference between the latest reading and the
 * one at the window's start. So the record's way pays for counting only.
 *
 * <p>Threading: {@link #look} by the pulse thread; the rest by any.
 */
final class Trend {

    private record Reading(long atNanos, Totals totals, long entered) {}

    /**
     * What happened.
     *
     * @param entered how many came in
     * @param nanos in how long; shorter than the window at first
     * @param nanosWithoutOutcome how long ago, at the latest reading, some record had an outcome, or nothing was inside
     */
    record Recent(Totals totals, long entered, long nanos, long nanosWithoutOutcome) {

        double outcomesPerSecond() {
            return perSecond(totals.outcomes());
        }

        double enteredPerSecond() {
            return perSecond(entered);
        }

        private double perSecond(long records) {
            return nanos <= 0 ? 0 : records * 1e9 / nanos;
        }
    }

    private static final Recent NOTHING_YET = new Recent(new Totals(0, 0, 0, 0, 0), 0, 0, 0);

    private final long windowNanos;
    private final Deque<Reading> readings = new ArrayDeque<>();
    // The pulse thread's.
    private long lastOutcomeNanos;
    private volatile Recent recent = NOTHING_YET;

    Trend(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    /** @param entered how many have come in by now, since the start */
    void look(long now, Totals totals, long entered) {
        Reading latest = readings.peekLast();
        boolean nothingInside = entered == totals.outcomes();
        if (latest == null || nothingInside || latest.totals().outcomes() != totals.outcomes()) {
            lastOutcomeNanos = now;
        }
        readings.addLast(new Reading(now, totals, entered));
        // The oldest one kept is at or before the window's start, so that the window is covered.
        while (readings.size() > 2 && isBehindTheWindow(now)) {
            readings.removeFirst();
        }
        Reading first = readings.getFirst();
        recent = new Recent(
                totals.since(first.totals()),
                Math.max(0, entered - first.entered()),
                now - first.atNanos(),
                now - lastOutcomeNanos);
    }

    private boolean isBehindTheWindow(long now) {
        Reading first = readings.removeFirst();
        boolean coveredByTheNext = now - readings.getFirst().atNanos() >= windowNanos;
        readings.addFirst(first);
        return coveredByTheNext;
    }

    Recent recent() {
        return recent;
    }
}
