package io.kafkadlq.core.engine;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.ChannelState;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.FloodAction;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.model.PartitionStatistics;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.core.batch.BatchStage;
import io.kafkadlq.core.buffer.Publishers;
import io.kafkadlq.core.buffer.RingStage;
import io.kafkadlq.core.dispatch.ParallelProcessor;
import io.kafkadlq.core.flow.CircuitBreaker;
import io.kafkadlq.core.flow.Gate;
import io.kafkadlq.core.flow.GatedInlet;
import io.kafkadlq.core.flow.GatedStage;
import io.kafkadlq.core.flow.MachineLoad;
import io.kafkadlq.core.flow.WindowedBreaker;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.metrics.HandlingMetrics;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One channel at work. Dead letters pass gate, ring, batch and store, in this order; records of source topics pass a gate of
 * their own and the handler first, and only what it fails on goes the same way, behind the gate.
 */
final class Channel {

    private final String name;
    private final ChannelConfig config;
    private final ChannelMetrics metrics = new ChannelMetrics();
    private final HandlingMetrics handling = new HandlingMetrics();
    private final ChannelEvents events;
    private final InFlight inFlight;
    private final RingStage ring;
    private final Optional<ParallelProcessor> processor;
    private final ChannelFlow flow;
    private final Stage door;
    private final List<RecordSource> sources;
    private final ChannelSwitch control;

    Channel(String name, ChannelConfig config, Engine.Parts parts, ChannelEvents events) {
        this.name = name;
        this.config = config;
        this.events = events;
        // What can fail comes before what makes threads.
        BackpressureStrategy strategy = Strategies.of(config.backpressure(), parts.plugins());
        this.inFlight =
                new InFlight(config.buffer().maxBytes(), config.backpressure().maxPending());
        this.ring = ring(parts);
        Optional<CircuitBreaker> breaker = parts.handlers().containsKey(name) ? breaker() : Optional.empty();
        this.processor =
                Optional.ofNullable(parts.handlers().get(name)).map(handler -> processor(handler, breaker, parts));
        this.flow = flow(strategy, breaker);
        this.door = new GatedStage(flow.store(), ring);
        this.sources = sources(parts.sources());
        this.control = new ChannelSwitch(
                sources, new ChannelSwitch.Parts(processor, handling, inFlight, flow, events, NanoClock.SYSTEM));
    }

    private RingStage ring(Engine.Parts parts) {
        var writerThreads = new NamedThreads(parts.threads(), "dlq-writer-" + name);
        var ringThreads = new NamedThreads(parts.threads(), "dlq-ring-" + name);
        var batch = new BatchStage(config.batch(), parts.storage(), inFlight, metrics, writerThreads, NanoClock.SYSTEM);
        // Many publishers: beside the poll threads, code may hand a failure over at any time.
        return new RingStage(
                config.buffer(),
                Publishers.MANY,
                batch,
                new RingStage.Parts(name, inFlight, ringThreads, parts.cores(), NanoClock.SYSTEM));
    }

    private Optional<CircuitBreaker> breaker() {
        return config.circuitBreaker().enabled()
                ? Optional.of(new WindowedBreaker(config.circuitBreaker(), NanoClock.SYSTEM, events::breaker))
                : Optional.empty();
    }

    private ParallelProcessor processor(RecordHandler handler, Optional<CircuitBreaker> breaker, Engine.Parts parts) {
        var failures = new FailureInlet(name, ring, parts.headers(), metrics, NanoClock.SYSTEM);
        return new ParallelProcessor(
                config.order(),
                config.processing(),
                new ParallelProcessor.Parts(
                        name,
                        handler,
                        failures,
                        handling,
                        parts.cores(),
                        parts.threads(),
                        parts.plugins().placement(config.processing().threadPlacement()),
                        NanoClock.SYSTEM,
                        breaker));
    }

    private ChannelFlow flow(BackpressureStrategy strategy, Optional<CircuitBreaker> breaker) {
        return new ChannelFlow(
                name,
                config,
                new ChannelFlow.Parts(
                        strategy,
                        metrics,
                        inFlight,
                        ring::fill,
                        handling,
                        processor,
                        breaker,
                        events,
                        this::flooded,
                        NanoClock.SYSTEM));
    }

    private List<RecordSource> sources(Engine.Sources made) {
        Stream<RecordSource> deadLetters = made.deadLetters(name, config, metrics, ring, flow.store()).stream();
        Stream<RecordSource> topics = processor.stream()
                .map(handled -> new GatedInlet(flow.handler(), handled))
                .flatMap(inlet -> made.topics(name, config, inlet).stream());
        return Stream.concat(deadLetters, topics).toList();
    }

    private void flooded(String topic, boolean flooded, double failureRate) {
        events.flood(topic, flooded, failureRate);
        if (flooded && config.floodGuard().action() == FloodAction.PAUSE) {
            control.pause(Math.round(failureRate * 100) + " % of " + topic + " fail");
        }
    }

    /** Ten times a second. */
    void pulse(long now, MachineLoad machine) {
        processor.ifPresent(ParallelProcessor::pulse);
        flow.pulse(now, machine);
        processor.ifPresent(
                handled -> flow.lookForFloods(now, control.state() == ChannelState.RUNNING, this::partitions));
    }

    private List<PartitionStatistics> partitions() {
        return sources.stream().flatMap(source -> source.statistics().stream()).toList();
    }

    void start() {
        if (config.initiallyPaused()) {
            control.pause("it starts paused");
        }
        sources.forEach(RecordSource::start);
    }

    /** Stopping, the first step: the sources bring nothing more. */
    void quiesce() {
        control.stop();
        sources.forEach(RecordSource::quiesce);
    }

    /** The second: what was taken is handled, and what is to be stored is. */
    void drain(long deadlineNanos) {
        processor.ifPresent(handling -> handling.close(left(deadlineNanos)));
        door.close(left(deadlineNanos));
    }

    private static Duration left(long deadlineNanos) {
        return Duration.ofNanos(Math.max(deadlineNanos - NanoClock.SYSTEM.nanos(), 0));
    }

    /** The third: the sources commit for the last time. */
    void leave() {
        sources.forEach(RecordSource::close);
    }

    String name() {
        return name;
    }

    ChannelConfig config() {
        return config;
    }

    /** Where code brings its dead letters. */
    Stage door() {
        return door;
    }

    /** What guards it. */
    Gate gate() {
        return flow.store();
    }

    ChannelControl control() {
        return control;
    }

    ChannelMetrics counters() {
        return metrics;
    }

    ProcessingMetrics metrics() {
        return metrics.snapshot(inFlight::records);
    }
}
