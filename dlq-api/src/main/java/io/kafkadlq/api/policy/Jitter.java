package io.kafkadlq.api.policy;

import io.kafkadlq.api.policy.BackoffStrategy.Exponential;
import java.util.random.RandomGenerator;

/**
 * How a growing wait is spread, so that many that failed at once do not come back at once. After Marc Brooker, "Exponential
 * Backoff And Jitter", AWS Architecture Blog, 2015.
 */
public enum Jitter {
    /** Anything from none to the whole wait. */
    FULL {
        @Override
        long spread(Exponential waits, int failures, RandomGenerator random) {
            return between(0, waits.delayAfter(failures, random).toMillis(), random);
        }
    },
    /** Half of the wait, and anything up to the other half. */
    EQUAL {
        @Override
        long spread(Exponential waits, int failures, RandomGenerator random) {
            long whole = waits.delayAfter(failures, random).toMillis();
            return between(whole / 2, whole, random);
        }
    },
    /** Anything from the first wait to three times what the one before came to; the multiplier has no part in it. */
    DECORRELATED {
        @Override
        long spread(Exponential waits, int failures, RandomGenerator random) {
            long first = waits.initial().toMillis();
            long most = waits.max().toMillis();
            long wait = first;
            // Nobody keeps the wait before, so each is drawn anew: what comes out is spread just the same. The widest
            // range that there can be takes some 300 steps to cross, after which more steps change nothing.
            for (int step = 0; step < Math.min(Math.max(1, failures), MOST_STEPS); step++) {
                wait = Math.min(most, between(first, wait * 3, random));
            }
            return wait;
        }
    };

    private static final int MOST_STEPS = 1000;

    /** The wait in milliseconds. */
    abstract long spread(Exponential waits, int failures, RandomGenerator random);

    private static long between(long least, long most, RandomGenerator random) {
        return random.nextLong(least, most + 1);
    }
}
