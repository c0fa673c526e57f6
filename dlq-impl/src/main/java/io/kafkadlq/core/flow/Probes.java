package io.kafkadlq.core.flow;

import io.kafkadlq.core.time.NanoClock;

/**
 * The few calls that a half-open breaker lets through, and how they ended.
 *
 * <p>Threading: confined to the breaker's lock, but for {@link #left}.
 */
final class Probes {

    private final int most;
    private final NanoClock clock;
    private volatile int left;
    private int given;
    private int answered;
    private int failed;
    private int slow;
    // When a probe got under way that was the only one, or another was answered: from then on the rest is waited for.
    private long waitingSince;

    Probes(int most, NanoClock clock) {
        this.most = most;
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

    /** Whether some are under way and none of them was answered for that long. */
    boolean areOverdue(long patienceNanos) {
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
