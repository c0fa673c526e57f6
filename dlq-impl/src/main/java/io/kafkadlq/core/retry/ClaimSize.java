package io.kafkadlq.core.retry;

import java.util.concurrent.TimeUnit;

/**
 * How many claimed records are held at once: few enough that an instance with slow handlers does not keep from others what
 * it will not come to for long, and enough to keep quick ones busy. Doubles while a claim is worked off quickly, halves when
 * it takes long. Owned by the thread that claims.
 */
final class ClaimSize {

    private static final int MOST = 4096;
    private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final int least;
    private final int most;
    private int size;

    /** @param atWork how many records handlers can be at work on */
    ClaimSize(int atWork) {
        this.least = Math.min(MOST, Math.max(2, atWork * 2));
        this.most = MOST;
        this.size = least;
    }

    /** Never more than so many, because no more may be at work at once. */
    static ClaimSize fixed(int atWork) {
        return new ClaimSize(atWork, atWork);
    }

    private ClaimSize(int least, int most) {
        this.least = least;
        this.most = most;
        this.size = least;
    }

    int size() {
        return size;
    }

    /** A claim of so many records was worked off in so long. */
    void workedOff(int records, long tookNanos) {
        if (tookNanos > SLOW_NANOS) {
            size = Math.max(least, size / 2);
        } else if (tookNanos < QUICK_NANOS && records * 2 >= size) {
            size = Math.min(most, size * 2);
        }
    }
}
