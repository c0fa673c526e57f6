package io.kafkadlq.core.engine;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.flow.RateLimiter;
import io.kafkadlq.api.model.PartitionStatistics;
import io.kafkadlq.core.dispatch.ParallelProcessor;
import io.kafkadlq.core.flow.Bound;
import io.kafkadlq.core.flow.ChannelLoad;
import io.kafkadlq.core.flow.ChannelLoad.Inside;
import io.kafkadlq.core.flow.CircuitBreaker;
import io.kafkadlq.core.flow.FloodWatch;
import io.kafkadlq.core.flow.Gate;
import io.kafkadlq.core.flow.MachineLoad;
import io.kafkadlq.core.flow.RateLimits;
import io.kafkadlq.core.flow.Totals;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.metrics.HandlingMetrics;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.time.NanoClock;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * A channel's doors with their gates. A door's gate knows what is behind this door only: a slow handler must not keep dead
 * letters from the store, nor a full ring the handler from its records.
 *
 * <p>Threading: {@link #pulse} by the pulse thread; the rest by any.
 */
final class ChannelFlow {

    private final String channel;
    private final ChannelConfig config;
    private final Optional<CircuitBreaker> breaker;
    private final NanoClock clock;
    private final Gate store;
    private final Optional<Gate> handler;
    private final FloodWatch floods;
    // The pulse thread's.
    private boolean readBefore = true;

    /**
     * What it is put together from.
     *
     * @param ringFill how full the ring is, from 0 to 1
     * @param processor empty for a channel without a handler
     * @param flooded is told of floods
     */
    record Parts(
            BackpressureStrategy strategy,
            ChannelMetrics storing,
            InFlight inFlight,
            DoubleSupplier ringFill,
            HandlingMetrics handling,
            Optional<ParallelProcessor> processor,
            Optional<CircuitBreaker> breaker,
            ChannelEvents events,
            FloodWatch.Listener flooded,
            NanoClock clock) {}

    ChannelFlow(String channel, ChannelConfig config, Parts parts) {
        this.channel = channel;
        this.config = config;
        this.breaker = parts.breaker();
        this.clock = parts.clock();
        this.store = new Gate(gateParts(storeLoad(parts), Gate.Shutter.NEVER, Bound.none(), parts));
        this.handler = parts.processor().map(processor -> handlerGate(processor, parts));
        this.floods = new FloodWatch(config.floodGuard(), parts.flooded(), clock.nanos());
    }

    /** The bound on letters is kept where failures of the handler meet them, between intake and store. */
    private ChannelLoad storeLoad(Parts parts) {
        var inside = new Inside(
                parts.inFlight()::records,
                config.backpressure().maxPending(),
                (long) config.batch().maxSize() * config.batch().writers(),
                parts.ringFill());
        return load(Door.STORE, inside, parts);
    }

    private Gate handlerGate(ParallelProcessor processor, Parts parts) {
        int maxPending = config.backpressure().maxPending();
        HandlingMetrics handling = parts.handling();
        var inside = new Inside(handling::inside, maxPending, processor.mostAtWork(), parts.ringFill());
        var gate = new Gate(gateParts(
                load(Door.HANDLER, inside, parts),
                shutter(processor),
                new Bound(maxPending, handling::outcomes),
                parts));
        gate.limitRate(config.rateLimit().permitsPerSecond().map(this::limiter));
        return gate;
    }

    private ChannelLoad load(Door door, Inside inside, Parts parts) {
        ChannelMetrics storing = parts.storing();
        HandlingMetrics handling = parts.handling();
        return new ChannelLoad(
                door,
                inside,
                door == Door.STORE ? () -> totals(storing) : () -> totals(handling),
                () -> totals(storing),
                config.backpressure().window());
    }

    private static Totals totals(ChannelMetrics storing) {
        long writes = storing.writes();
        long failed = storing.failedWrites();
        return new Totals(storing.durable(), writes + failed, failed, writes, storing.writeNanos());
    }

    private static Totals totals(HandlingMetrics handling) {
        return new Totals(
                // Not what was given back unseen: that is no sign of what a handler can do.
                handling.handlerCalls(),
                handling.handlerCalls(),
                handling.failures(),
                handling.timed(),
                handling.timedNanos());
    }

    private Gate.Parts gateParts(ChannelLoad load, Gate.Shutter shutter, Bound bound, Parts parts) {
        Door door = load.door();
        return new Gate.Parts(
                load,
                parts.strategy(),
                shutter,
                bound,
                RateLimits.pace(clock),
                (from, to, acceptance, reason) -> parts.events().pressure(door, from, to, acceptance, reason),
                clock);
    }

    /** While the breaker is not closed nothing more is read, but what it needs to find out if nothing waits for that. */
    private Gate.Shutter shutter(ParallelProcessor processor) {
        Optional<String> notClosed = Optional.of("the circuit breaker is not closed");
        return breaker.<Gate.Shutter>map(
                        guard -> () -> guard.isClosed() || (guard.available() > 0 && !processor.hasLanesInLine())
                                ? Optional.empty()
                                : notClosed)
                .orElse(Gate.Shutter.NEVER);
    }

    private RateLimiter limiter(double permitsPerSecond) {
        return RateLimits.of(config.rateLimit(), permitsPerSecond, clock);
    }

    Gate store() {
        return store;
    }

    /** @throws java.util.NoSuchElementException if the channel has no handler */
    Gate handler() {
        return handler.orElseThrow();
    }

    void pulse(long now, MachineLoad machine) {
        store.pulse(now, machine);
        handler.ifPresent(gate -> gate.pulse(now, machine));
    }

    /**
     * Looks for floods of failures, while the channel reads: a pause ends none, and what comes after it is judged anew.
     *
     * @param partitions what became of each partition that the channel's consumers have
     */
    void lookForFloods(long now, boolean reads, Supplier<List<PartitionStatistics>> partitions) {
        if (reads && !readBefore) {
            floods.startAnew(now);
        } else if (reads && floods.isDue(now)) {
            floods.look(now, partitions.get());
        }
        readBefore = reads;
    }

    /** @throws DlqException if the channel has no handler */
    synchronized void limitRate(double permitsPerSecond) {
        Gate gate = handlersGate();
        if (gate.rateLimit().isPresent()) {
            gate.rateLimit().get().permitsPerSecond(permitsPerSecond);
        } else {
            gate.limitRate(Optional.of(limiter(permitsPerSecond)));
        }
    }

    /** @throws DlqException if the channel has no handler */
    synchronized void unlimitRate() {
        handlersGate().limitRate(Optional.empty());
    }

    private Gate handlersGate() {
        return handler.orElseThrow(
                () -> new DlqException("Channel '" + channel + "' has no handler whose rate could be limited"));
    }

    FlowStatus status() {
        return new FlowStatus(
                store.status(),
                handler.map(Gate::status),
                breaker.map(CircuitBreaker::status),
                handler.flatMap(Gate::rateLimit).stream()
                        .mapToDouble(RateLimiter::permitsPerSecond)
                        .findFirst(),
                floods.floods());
    }
}
