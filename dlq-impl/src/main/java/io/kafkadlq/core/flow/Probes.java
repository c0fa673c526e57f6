package io.kafkadlq.core.flow;

import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The few calls that a half-open breaker lets through, and how they ended.
 *
 * <p>Threading: confined to the breaker's lock, but for {@link #left}.
 */
final class Probes {

    private static final long LONGEST_PATIENCE_NANOS = TimeUnit.HOURS.toNanos(1);

    private final int most;
    private final long firstPatienceNanos;
    private final NanoClock clock;
    private volatile int left;
    private int given;
    private int answered;
    private int failed;
    private int slow;
    // When a probe got under way that was the only one, or another was answered: from then on the rest is waited for.
    private long waitingSince;
    private long patienceNanos;

    /** @param patience how long a probe may take, at first */
    Probes(int most, Duration patience, NanoClock clock) {
        this.most = most;
        this.firstPatienceNanos = patience.toNanos();
        this.patienceNanos = firstPatienceNanos;
        this.clock = clock;
    }

    void begin() {
        given = 0;
        answered = 0;
        failed = 0;
        slow = 0;
        left = most;
    }

    int left() {
        return left;
    }

    boolean give() {
        if (given == most) {
            return false;
        }
        if (given == answered) {
            waitingSince = clock.nanos();
        }
        given++;
        left = most - given;
        return true;
    }

    void giveBack() {
        given--;
        left = most - given;
    }

    void succeeded() {
        answered++;
        waitingSince = clock.nanos();
    }

    void wasSlow() {
        slow++;
        succeeded();
    }

    void failed() {
        failed++;
        succeeded();
    }

    boolean areAllAnswered() {
        return answered == most;
    }

    /** Shares are of all probes, answered or not: reached once, they stay so whatever the others do. */
    double failedShare() {
        return (double) failed / most;
    }

    double slowShare() {
        return (double) slow / most;
    }

    /** How long a probe may take. */
    Duration patience() {
        return Duration.ofNanos(patienceNanos);
    }

    /** Twice as long from now on, so that a handler that is slow is not shut out for it. */
    void waitLonger() {
        patienceNanos = Math.min(2 * patienceNanos, LONGEST_PATIENCE_NANOS);
    }

    void waitAsAtFirst() {
        patienceNanos = firstPatienceNanos;
    }

    /** Whether some are under way and none of them was answered for that long. */
    boolean areOverdue() {
        return given > answered && clock.nanos() - waitingSince >= patienceNanos;
    }

    /** How many failed, in words. */
    String failures() {
        return failed + " of " + most + " probes failed";
    }

    String slowOnes() {
        return slow + " of " + most + " probes took ";
    }
}
