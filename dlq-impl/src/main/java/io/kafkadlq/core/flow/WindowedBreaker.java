package io.kafkadlq.core.flow;

import io.kafkadlq.api.config.CircuitBreakerConfig;
import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.flow.BreakerStatus;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Opens by the share of failed calls, by failures one after another, or by the share of slow calls among those whose time
 * was taken; the shares are those of the last calls or of the last so long. Only a bad call opens it: a good one makes no
 * share greater, so nothing is looked at when calls end well, and that costs a counter's increment.
 *
 * <p>A word holds the state and the number of the period, and serves as permission: an answer counts if its word is still
 * the present one. While closed, the word is compared before the counter is raised and not again, so a success may slip
 * into a later closed period if its thread halts between the two. That is one good call too many, at most, in a window that
 * has begun anew; probes and failures are compared under the lock.
 *
 * <p>Failsafe's breaker, used elsewhere for what it does well, would not do: it takes a lock for each call, counts by one
 * criterion at a time, knows no slow calls, and takes no permission back.
 *
 * <p>Threading: any. Without a lock while closed and calls end well; all else is under one lock, held briefly.
 *
 * <p>Hot path.
 */
public final class WindowedBreaker implements CircuitBreaker {

    private static final BreakerState[] STATES = BreakerState.values();
    private static final int STATE_BITS = 2;
    private static final long STATE_MASK = (1 << STATE_BITS) - 1;

    private final CircuitBreakerConfig config;
    private final NanoClock clock;
    private final boolean looksForSlow;
    private final long slowNanos;
    private final int mostConsecutive;
    private final int minimumCalls;
    private final IgnoredExceptions ignored;
    private final Changes changes;
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder fast = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();

    // Written under the lock, last of all that belongs to the period.
    private volatile long period = word(1, BreakerState.CLOSED);

    // All below under the lock.
    private final CallWindow calls;
    private final CallWindow timedCalls;
    private final Probes probes;
    private int consecutive;
    private long succeededAtLastFailure;
    private long openedNanos;
    private long opened;
    private String reason = "";

    public WindowedBreaker(CircuitBreakerConfig config, NanoClock clock, BreakerListener listener) {
        this.config = config;
        this.clock = clock;
        this.looksForSlow = config.slowCall().isPresent();
        this.slowNanos = config.slowCall().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        this.mostConsecutive = config.consecutiveFailures().orElse(Integer.MAX_VALUE);
        this.minimumCalls = config.window().isPresent()
                ? config.minimumCalls()
                : Math.min(config.minimumCalls(), config.windowCalls());
        long patienceNanos = Math.max(
                config.openFor().toNanos(),
                config.slowCall().map(Duration::toNanos).orElse(0L));
        this.ignored = new IgnoredExceptions(config.ignoredExceptions());
        this.changes = new Changes(listener);
        this.calls = window();
        this.timedCalls = window();
        this.probes = new Probes(config.probes(), Duration.ofNanos(patienceNanos), clock);
    }

    private CallWindow window() {
        return config.window()
                .<CallWindow>map(length -> new TimeWindow(length, clock))
                .orElseGet(() -> new CountWindow(config.windowCalls()));
    }

    private static long word(long number, BreakerState state) {
        return number << STATE_BITS | state.ordinal();
    }

    private static BreakerState stateOf(long word) {
        return STATES[(int) (word & STATE_MASK)];
    }

    private static boolean isClosed(long word) {
        return (word & STATE_MASK) == BreakerState.CLOSED.ordinal();
    }

    @Override
    public boolean isProbe(long permission) {
        return (permission & STATE_MASK) == BreakerState.HALF_OPEN.ordinal();
    }

    @Override
    public long tryAcquire() {
        long present = period;
        return isClosed(present) ? present : tryProbe(present);
    }

    private long tryProbe(long present) {
        // The first without the lock, for the many that come while nothing is to be had.
        if (!isProbe(present) || probes.left() == 0) {
            return NONE;
        }
        lock.lock();
        try {
            return present == period && probes.give() ? present : NONE;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int available() {
        long present = period;
        if (isClosed(present)) {
            return Integer.MAX_VALUE;
        }
        return isProbe(present) ? probes.left() : 0;
    }

    @Override
    public void succeeded(long permission) {
        if (permission != period) {
            return;
        }
        if (isClosed(permission)) {
            succeeded.increment();
        } else {
            during(permission, () -> {
                probes.succeeded();
                decide();
            });
        }
    }

    @Override
    public void succeeded(long permission, long tookNanos) {
        if (tookNanos >= slowNanos) {
            during(permission, () -> slow(permission));
            return;
        }
        if (looksForSlow && isClosed(permission) && permission == period) {
            fast.increment();
        }
        succeeded(permission);
    }

    private void slow(long permission) {
        if (!isClosed(permission)) {
            probes.wasSlow();
            decide();
            return;
        }
        succeeded.increment();
        timedCalls.bad(fast.sum());
        if (timedCalls.reaches(config.slowCallRate(), minimumCalls)) {
            open(percent(timedCalls) + " % of " + timedCalls.words() + " that were timed took " + slowOrLonger());
        }
    }

    private String slowOrLonger() {
        return Duration.ofNanos(slowNanos) + " or longer";
    }

    @Override
    public void failed(long permission, Throwable why) {
        if (ignored.cover(why)) {
            succeeded(permission);
        } else {
            during(permission, () -> failed(permission));
        }
    }

    private void failed(long permission) {
        if (!isClosed(permission)) {
            probes.failed();
            decide();
            return;
        }
        long good = succeeded.sum();
        // No success between two failures: told by their counter, so that a success need not tell.
        consecutive = good == succeededAtLastFailure ? consecutive + 1 : 1;
        succeededAtLastFailure = good;
        calls.bad(good);
        if (consecutive >= mostConsecutive) {
            open(consecutive == 1 ? "a failure" : consecutive + " failures one after another");
        } else if (calls.reaches(config.failureRate(), minimumCalls)) {
            open(percent(calls) + " % of " + calls.words() + " failed");
        }
    }

    private static long percent(CallWindow window) {
        return Math.round(100 * window.badShare());
    }

    @Override
    public void unused(long permission) {
        if (isProbe(permission)) {
            during(permission, probes::giveBack);
        }
    }

    /** As soon as it is certain, whatever the probes that are left will do. */
    private void decide() {
        if (probes.failedShare() >= config.failureRate()) {
            open(probes.failures());
        } else if (probes.slowShare() >= config.slowCallRate()) {
            open(probes.slowOnes() + slowOrLonger());
        } else if (probes.areAllAnswered()) {
            calls.clear(succeeded.sum());
            timedCalls.clear(fast.sum());
            consecutive = 0;
            reason = "";
            probes.waitAsAtFirst();
            become(BreakerState.CLOSED, probes.failures());
        }
    }

    @Override
    public void pulse() {
        long present = period;
        during(present, () -> pulse(stateOf(present)));
    }

    private void pulse(BreakerState state) {
        switch (state) {
            case CLOSED -> lookAtWindows();
            case OPEN -> {
                if (clock.nanos() - openedNanos >= config.openFor().toNanos()) {
                    probes.begin();
                    become(BreakerState.HALF_OPEN, "it was open for " + config.openFor());
                }
            }
            case HALF_OPEN -> {
                if (probes.areOverdue()) {
                    open("a probe had no outcome within " + probes.patience());
                    probes.waitLonger();
                }
            }
        }
    }

    private void lookAtWindows() {
        calls.upTo(succeeded.sum());
        timedCalls.upTo(fast.sum());
    }

    private void open(String why) {
        openedNanos = clock.nanos();
        opened++;
        reason = why;
        become(BreakerState.OPEN, why);
    }

    private void become(BreakerState next, String why) {
        long before = period;
        changes.add(stateOf(before), next, why);
        period = word((before >>> STATE_BITS) + 1, next);
    }

    /** Does it unless the period is over, and then tells what has changed by it. */
    private void during(long permission, Runnable work) {
        lock.lock();
        try {
            if (permission == period) {
                work.run();
            }
        } finally {
            lock.unlock();
        }
        changes.tell();
    }

    @Override
    public BreakerState state() {
        return stateOf(period);
    }

    @Override
    public BreakerStatus status() {
        lock.lock();
        try {
            lookAtWindows();
            return new BreakerStatus(state(), reason, opened, calls.badShare(), timedCalls.badShare());
        } finally {
            lock.unlock();
        }
    }
}
