package io.kafkadlq.core.flow;

import io.kafkadlq.api.config.CircuitBreakerConfig;
import io.kafkadlq.api.flow.BreakerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A breaker as one would write it down to explain it: lists, and a look at all of them after each call. One thread. */
final class NaiveBreaker {

    /** How a call ended; those that are timed with their slowness. */
    enum End {
        GOOD,
        FAST,
        SLOW,
        BAD
    }

    private final CircuitBreakerConfig config;
    private final List<End> calls = new ArrayList<>();
    private final List<End> timed = new ArrayList<>();
    private final List<End> probes = new ArrayList<>();
    private final Set<Object> underWay = new HashSet<>();
    private BreakerState state = BreakerState.CLOSED;
    private long since;
    private int consecutive;
    private int opened;
    private long patience;

    NaiveBreaker(CircuitBreakerConfig config) {
        this.config = config;
        this.patience = firstPatience();
    }

    BreakerState state() {
        return state;
    }

    int opened() {
        return opened;
    }

    boolean acquire(Object call, long now) {
        boolean permitted = state == BreakerState.CLOSED
                || (state == BreakerState.HALF_OPEN && probes.size() + underWay.size() < config.probes());
        if (permitted) {
            if (state == BreakerState.HALF_OPEN && underWay.isEmpty()) {
                since = now;
            }
            underWay.add(call);
        }
        return permitted;
    }

    void unused(Object call) {
        underWay.remove(call);
    }

    void end(Object call, End end, long now) {
        if (!underWay.remove(call)) {
            return;
        }
        if (state == BreakerState.CLOSED) {
            endClosed(end, now);
        } else {
            probes.add(end);
            since = now;
            decide(now);
        }
    }

    private void endClosed(End end, long now) {
        calls.add(end);
        consecutive = end == End.BAD ? consecutive + 1 : 0;
        if (end == End.FAST || end == End.SLOW) {
            timed.add(end);
        }
        boolean tooMany =
                config.consecutiveFailures().filter(most -> consecutive >= most).isPresent();
        if (end == End.BAD && (tooMany || share(last(calls), End.BAD) >= config.failureRate())) {
            open(now);
        } else if (end == End.SLOW && share(last(timed), End.SLOW) >= config.slowCallRate()) {
            open(now);
        }
    }

    private List<End> last(List<End> all) {
        return all.subList(Math.max(0, all.size() - config.windowCalls()), all.size());
    }

    private double share(List<End> window, End which) {
        return window.size() < Math.min(config.minimumCalls(), config.windowCalls())
                ? -1
                : (double) count(window, which) / window.size();
    }

    private static long count(List<End> ends, End which) {
        return ends.stream().filter(end -> end == which).count();
    }

    private void decide(long now) {
        if ((double) count(probes, End.BAD) / config.probes() >= config.failureRate()
                || (double) count(probes, End.SLOW) / config.probes() >= config.slowCallRate()) {
            open(now);
        } else if (probes.size() == config.probes()) {
            become(BreakerState.CLOSED, now);
            calls.clear();
            timed.clear();
            consecutive = 0;
            patience = firstPatience();
        }
    }

    /** How long a probe may take; twice as long after each that took longer. */
    private long firstPatience() {
        return Math.max(
                config.openFor().toNanos(),
                config.slowCall().map(Duration::toNanos).orElse(0L));
    }

    void pulse(long now) {
        if (state == BreakerState.OPEN && now - since >= config.openFor().toNanos()) {
            become(BreakerState.HALF_OPEN, now);
        } else if (state == BreakerState.HALF_OPEN && now - since >= patience && !underWay.isEmpty()) {
            open(now);
            patience *= 2;
        }
    }

    private void open(long now) {
        opened++;
        become(BreakerState.OPEN, now);
    }

    private void become(BreakerState next, long now) {
        state = next;
        since = now;
        underWay.clear();
        probes.clear();
    }
}
