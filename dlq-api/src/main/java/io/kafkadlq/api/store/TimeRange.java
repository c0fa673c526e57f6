package io.kafkadlq.api.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A stretch of time, to the millisecond.
 *
 * @param from the first moment of it; empty if it has no beginning
 * @param to the first moment behind it; empty if it has no end
 */
public record TimeRange(Optional<Instant> from, Optional<Instant> to) {

    /** Without beginning and end. */
    public static final TimeRange ALWAYS = new TimeRange(Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException if no moment lies between */
    public TimeRange {
        from = from.map(TimeRange::toMillis);
        to = to.map(TimeRange::toMillis);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException(
                    "from " + from.get() + " to " + to.get() + ": the first has to be before the second");
        }
    }

    /** From a moment on. */
    public static TimeRange from(Instant first) {
        return new TimeRange(Optional.of(first), Optional.empty());
    }

    /** Up to a moment, which does not belong to it. */
    public static TimeRange before(Instant end) {
        return new TimeRange(Optional.empty(), Optional.of(end));
    }

    /** From a moment on, up to another, which does not belong to it. */
    public static TimeRange between(Instant first, Instant end) {
        return new TimeRange(Optional.of(first), Optional.of(end));
    }

    public boolean contains(Instant moment) {
        return from.filter(moment::isBefore).isEmpty()
                && to.filter(moment::isBefore).isPresent() == to.isPresent();
    }

    private static Instant toMillis(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS);
    }
}
