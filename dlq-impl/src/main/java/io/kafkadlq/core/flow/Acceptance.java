package io.kafkadlq.core.flow;

import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much a strategy lets in at a door. The strategy is asked by the pulse; while it lets nothing in, also by those who
 * want to come in, a thousand times a second at most, because a short ring is empty long before the next pulse.
 *
 * <p>Threading: {@link #steer} by the pulse thread; the rest by any. Hot path.
 */
final class Acceptance {

    private static final long RECONSIDER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final BackpressureStrategy strategy;
    private final ChannelLoad load;
    private final Pace pace;
    private final boolean paced;
    private final NanoClock clock;
    private final AtomicLong askedNanos;
    private final Seldom defects = new Seldom();
    private volatile double share = 1;

    Acceptance(BackpressureStrategy strategy, ChannelLoad load, Pace pace, NanoClock clock) {
        this.strategy = strategy;
        this.load = load;
        this.pace = pace;
        this.paced = strategy.isPaced();
        this.clock = clock;
        this.askedNanos = new AtomicLong(clock.nanos());
    }

    double share() {
        return share;
    }

    /** Whether one record may come in. */
    boolean tryEnter() {
        double now = share;
        if (now <= 0) {
            return opensAgain();
        }
        return !isPaced(now) || pace.tryAcquire();
    }

    private boolean isPaced(double now) {
        return now < 1 || paced;
    }

    /** How long a record that may come in by the strategy still waits for its turn. */
    Duration retryAfter() {
        double now = share;
        return now > 0 && isPaced(now) ? pace.retryAfter() : Duration.ZERO;
    }

    /** Takes back an entry; where the share has changed since, a permit more or less does not matter. */
    void giveBack() {
        double now = share;
        if (now > 0 && isPaced(now)) {
            pace.giveBack();
        }
    }

    private boolean opensAgain() {
        long asked = askedNanos.get();
        long now = clock.nanos();
        if (now - asked >= RECONSIDER_NANOS && askedNanos.compareAndSet(asked, now)) {
            share = ask(0);
        }
        return share >= 1;
    }

    /** Asks anew; after the load has been looked at. */
    void steer() {
        pace.learn(load.ofLate().outcomesPerSecond());
        double next = ask(share);
        if (next > 0) {
            pace.share(next);
        }
        share = next;
    }

    private double ask(double present) {
        try {
            double wanted = strategy.acceptance(present, load.now());
            if (!Double.isNaN(wanted)) {
                return Math.min(1, Math.max(0, wanted));
            }
            tell(new ArithmeticException("NaN is no share"));
        } catch (RuntimeException | Error defect) {
            tell(defect);
        }
        // A strategy of the user's: because of it a door must neither fall shut nor stop being looked after.
        return present > 0 ? present : 1;
    }

    private void tell(Throwable defect) {
        if (defects.isTime()) {
            Log.strategyDefect(strategy.name(), defects.soFar(), defect);
        }
    }
}
