package io.kafkadlq.core.flow;

import io.kafkadlq.api.flow.RateLimiter;
import java.time.Duration;

/**
 * Lets in a share of the best rate at which records have had their outcome of late. That rate follows a rise at once and
 * forgets it over minutes, so that neither a quiet moment nor the trouble itself makes the share tiny. Wide open it lets in
 * half as much again, and 100 a second in any case, which finds out whether more is possible: ten times as much within two
 * seconds.
 *
 * <p>Threading: {@link #learn} and {@link #share} by the pulse thread; the rest by any.
 */
final class Pace {

    /** So much of the distance to a lower rate is covered with each reading; ten readings a second. */
    private static final double FORGETTING = 1.0 / 600;

    private static final double WIDE_OPEN = 1.5;
    private static final double WIDE_OPEN_AT_LEAST = 100;
    private static final double SLOWEST_BEST = 1;

    private final RateLimiter limiter;
    // The pulse thread's.
    private double bestPerSecond = SLOWEST_BEST;

    Pace(RateLimiter limiter) {
        this.limiter = limiter;
        share(1);
    }

    /** So many records a second have had their outcome just now. */
    void learn(double perSecond) {
        double forgetting = bestPerSecond - (bestPerSecond - perSecond) * FORGETTING;
        bestPerSecond = Math.max(SLOWEST_BEST, Math.max(perSecond, forgetting));
    }

    /** From now on that share, above nought. */
    void share(double share) {
        double rate = share >= 1 ? Math.max(WIDE_OPEN_AT_LEAST, bestPerSecond * WIDE_OPEN) : bestPerSecond * share;
        if (rate != limiter.permitsPerSecond()) {
            limiter.permitsPerSecond(rate);
        }
    }

    boolean tryAcquire() {
        return limiter.tryAcquire(1);
    }

    void giveBack() {
        limiter.giveBack(1);
    }

    Duration retryAfter() {
        return limiter.retryAfter();
    }
}
