package io.kafkadlq.api.policy;

import java.time.Duration;

/** Arithmetic of waits: whole milliseconds between nothing and {@value #MOST_DAYS} days, so that nothing overflows. */
final class Delays {

    static final long MOST_DAYS = 36_500;
    static final Duration MOST = Duration.ofDays(MOST_DAYS);

    private Delays() {}

    /**
     * A wait as strategies keep it. Rounded up: a wait that was asked for must not become none.
     *
     * @throws IllegalArgumentException if it is negative
     */
    static Duration kept(Duration wait, String name) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("a wait cannot be negative, and " + name + " is " + wait);
        }
        return bounded(wait);
    }

    static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        if (wait.compareTo(MOST) >= 0) {
            return MOST;
        }
        return Duration.ofMillis(wait.plusNanos(999_999).toMillis());
    }

    /** @throws IllegalArgumentException if the first wait is over the greatest */
    static void requireAscent(Duration first, String name, Duration max) {
        if (first.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " " + first + " is over max " + max);
        }
    }
}
