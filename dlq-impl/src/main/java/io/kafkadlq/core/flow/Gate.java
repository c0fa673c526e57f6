package io.kafkadlq.core.flow;

import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.flow.DoorStatus;
import io.kafkadlq.api.flow.LoadMetrics;
import io.kafkadlq.api.flow.PressureState;
import io.kafkadlq.api.flow.RateLimiter;
import io.kafkadlq.core.flow.PressureReport.Change;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Decides at a door of a channel whether a record may come in now. It may if nothing shuts the door (an open circuit
 * breaker), if the strategy lets it in, if there is room below the hard bound, and if the rate limit allows; in this order,
 * so that a permit is taken last. Whoever is refused still has the record and tries again.
 *
 * <p>A share between none and all is a share of the best rate at which records have had their outcome of late: records
 * that wait in Kafka are not fewer for being refused, so a share of the attempts would mean nothing.
 *
 * <p>Threading: {@link #pulse} by one thread; the rest by any. Hot path.
 */
public final class Gate {

    private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Duration SHORTEST_RETRY = Duration.ofMillis(10);
    private static final Duration USUAL_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final ChannelLoad load;
    private final Shutter shutter;
    private final Bound bound;
    private final Acceptance acceptance;
    private final Listener listener;
    private final PressureReport report = new PressureReport();
    private final LongAdder refusals = new LongAdder();
    // What is taken back a moment later must not make a counter shrink.
    private final AtomicLong mostEntered = new AtomicLong();
    private volatile Optional<RateLimiter> rateLimit = Optional.empty();

    /** Shuts a door for a reason of its own, whatever the strategy says. Asked for each record, so it must be cheap. */
    @FunctionalInterface
    public interface Shutter {

        /** Never shuts. */
        Shutter NEVER = Optional::empty;

        /** Why nothing may come in, in words; empty if it may. */
        Optional<String> shut();
    }

    /** Is told what changed. */
    @FunctionalInterface
    public interface Listener {

        void changed(PressureState from, PressureState to, double acceptance, String reason);
    }

    /**
     * What a gate is put together from.
     *
     * @param pace a limiter whose rate is the gate's to set
     */
    public record Parts(
            ChannelLoad load,
            BackpressureStrategy strategy,
            Shutter shutter,
            Bound bound,
            RateLimiter pace,
            Listener listener,
            NanoClock clock) {}

    public Gate(Parts parts) {
        this.load = parts.load();
        this.shutter = parts.shutter();
        this.bound = parts.bound();
        this.acceptance = new Acceptance(parts.strategy(), load, new Pace(parts.pace()), parts.clock());
        this.listener = parts.listener();
    }

    /** Another limit from now on, or none. */
    public void limitRate(Optional<RateLimiter> limit) {
        rateLimit = limit;
    }

    public Optional<RateLimiter> rateLimit() {
        return rateLimit;
    }

    /** Whether one record may come in; whoever brings it takes it back if it then finds no room behind the gate. */
    public boolean tryEnter() {
        boolean enters = shutter.shut().isEmpty() && acceptance.tryEnter() && entersBelowTheBound();
        if (!enters) {
            refusals.increment();
        }
        return enters;
    }

    private boolean entersBelowTheBound() {
        if (bound.tryEnter()) {
            Optional<RateLimiter> limit = rateLimit;
            if (limit.isEmpty() || limit.get().tryAcquire(1)) {
                return true;
            }
            bound.giveBack();
        }
        acceptance.giveBack();
        return false;
    }

    /** Takes back an entry, of a record that was refused behind the gate. */
    public void giveBack() {
        refusals.increment();
        rateLimit.ifPresent(limit -> limit.giveBack(1));
        bound.giveBack();
        acceptance.giveBack();
    }

    /** Parks the caller for a moment if another try at once would likely be in vain. */
    public void pauseIfShut() {
        long nanos = Math.min(LONGEST_PARK_NANOS, waitNanos());
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }

    private long waitNanos() {
        boolean shut = acceptance.share() <= 0 || shutter.shut().isPresent();
        return shut ? LONGEST_PARK_NANOS : turnAfter().toNanos();
    }

    /** How long the next record waits for its turn where the number of records a second is limited. */
    private Duration turnAfter() {
        return longer(
                acceptance.retryAfter(), rateLimit.map(RateLimiter::retryAfter).orElse(Duration.ZERO));
    }

    /** When it may be worth while to try again, as far as that can be told. */
    public Duration retryAfter() {
        Duration turn = turnAfter();
        Duration likely = turn.isZero() ? untilHalfIsGone() : turn;
        return likely.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : longer(likely, SHORTEST_RETRY);
    }

    /** At the rate of late; whoever comes then finds room rather than a crowd. */
    private Duration untilHalfIsGone() {
        LoadMetrics now = load.now();
        double rate = now.outcomesPerSecond();
        return rate <= 0 ? USUAL_RETRY : Duration.ofNanos((long) (now.pending() / 2.0 / rate * 1e9));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Ten times a second: asks the strategy anew, and tells what changed. */
    public void pulse(long now, MachineLoad machine) {
        load.look(now, machine);
        acceptance.steer();
        report.look(now, state()).ifPresent(this::tell);
    }

    private void tell(Change change) {
        listener.changed(change.from(), change.to(), acceptance.share(), reason(load.now()));
    }

    /** A door that a strategy closes and opens with the filling of its ring is slow; closed is one behind which all rests. */
    private PressureState state() {
        double share = acceptance.share();
        boolean rests = share <= 0 && load.ofLate().outcomesPerSecond() <= 0;
        if (rests || shutter.shut().isPresent()) {
            return PressureState.CLOSED;
        }
        return share < 1 ? PressureState.SLOWED : PressureState.NORMAL;
    }

    /** In words, what an operator wants to know when records are told to wait. */
    private String reason(LoadMetrics now) {
        return shutter.shut().orElseGet(() -> acceptance.share() >= 1 ? "" : LoadWords.of(now));
    }

    public DoorStatus status() {
        LoadMetrics now = load.now();
        return new DoorStatus(
                state(),
                acceptance.share(),
                reason(now),
                mostEntered.accumulateAndGet(bound.entered(), Math::max),
                refusals.sum(),
                now);
    }
}
