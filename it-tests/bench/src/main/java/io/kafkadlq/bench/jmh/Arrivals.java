package io.kafkadlq.bench.jmh;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The end of a pipe: counts the letters and looks whether each follows the one before.
 *
 * <p>Threading: {@link #arrived} by the pipe's consumer alone; the counts by any thread.
 */
final class Arrivals {

    // Written by one thread, so no read-modify-write is needed; the count is released last.
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong violations = new AtomicLong();
    private final int numbers;

    /** @param numbers how many letters there are; they come round after round */
    Arrivals(int numbers) {
        this.numbers = numbers;
    }

    void arrived(NumberedLetter letter) {
        long before = count.getPlain();
        if (letter.number() != before % numbers) {
            violations.setPlain(violations.getPlain() + 1);
        }
        count.setRelease(before + 1);
    }

    long count() {
        return count.getAcquire();
    }

    /** As of the letter last counted. */
    long violations() {
        return violations.getPlain();
    }
}
