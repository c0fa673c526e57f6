package io.kafkadlq.core.engine;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.ChannelState;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.FloodAction;
import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.model.PartitionStatistics;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.core.buffer.RingStage;
import io.kafkadlq.core.flow.CircuitBreaker;
import io.kafkadlq.core.flow.Gate;
import io.kafkadlq.core.flow.GatedInlet;
import io.kafkadlq.core.flow.GatedStage;
import io.kafkadlq.core.flow.MachineLoad;
import io.kafkadlq.core.flow.WindowedBreaker;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.metrics.HandlingMetrics;
import io.kafkadlq.core.metrics.Readings.ChannelReadings;
import io.kafkadlq.core.metrics.Readings.SourceReadings;
import io.kafkadlq.core.payload.HeaderIndex;
import io.kafkadlq.core.payload.Keeping;
import io.kafkadlq.core.retry.Admission;
import io.kafkadlq.core.retry.ChannelRetries;
import io.kafkadlq.core.retry.FailureJudge;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One channel at work. Dead letters pass gate, ring, batch and store, in this order; records of source topics pass a gate of
 * their own and the handler first, and only what it fails on goes the same way, behind the gate. What is due in the store
 * comes back to the handler by its gate.
 */
final class Channel {

    private final String name;
    private final ChannelConfig config;
    private final ChannelMetrics metrics = new ChannelMetrics();
    private final HandlingMetrics handling = new HandlingMetrics();
    private final ChannelEvents events;
    private final InFlight inFlight;
    private final Optional<ChannelRetries> retries;
    private final Admission admission;
    private final Keeping keeping;
    private final RingStage ring;
    private final ChannelProcessors processors;
    private final ChannelFlow flow;
    private final Stage door;
    private final List<RecordSource> sources;
    private final ChannelSwitch control;

    Channel(String name, ChannelConfig config, Engine.Parts parts, RetrySupport retrying, ChannelEvents events) {
        this.name = name;
        this.config = config;
        this.events = events;
        // What can fail comes before what makes threads.
        BackpressureStrategy strategy = Strategies.of(config.backpressure(), parts.plugins());
        FailureJudge rules = retrying.rules(name);
        this.retries = retrying.retries(name, config);
        this.admission = retries.map(ChannelRetries::admission).orElseGet(() -> Admission.unscheduled(rules));
        this.keeping = new Keeping(config.payload().store(), new HeaderIndex(config.indexedHeaders()));
        this.inFlight =
                new InFlight(config.buffer().maxBytes(), config.backpressure().maxPending());
        var buffer = new ChannelBuffer(name, config, parts, keepsOrder()).make(inFlight, metrics);
        this.ring = buffer.ring();
        boolean handled = parts.application().retryHandler(name).isPresent();
        Optional<CircuitBreaker> breaker = handled ? breaker() : Optional.empty();
        var failures =
                new FailureInlet(name, ring, parts.headers(), admission, keeping, retries, metrics, NanoClock.SYSTEM);
        this.processors = new ChannelProcessors(
                config, parts, new ChannelProcessors.Parts(name, failures, handling, breaker, rules));
        this.flow = flow(strategy, breaker);
        this.door = new GatedStage(flow.store(), ring);
        this.sources = sources(parts.sources());
        retries.filter(here -> retrying.isRetriedHere(name)).ifPresent(here -> processors
                .ofRetries()
                .ifPresent(processor ->
                        here.handledBy(new GatedInlet(flow.handler(), processor), processor.mostAtWork(), breaker)));
        this.control = new ChannelSwitch(
                sources,
                new ChannelSwitch.Parts(
                        processors.ofTopics(),
                        retries,
                        handling,
                        inFlight,
                        flow,
                        buffer.batchSizes(),
                        events,
                        NanoClock.SYSTEM));
    }

    /** Whether records have to reach the store in the order of their sequences. */
    private boolean keepsOrder() {
        return retries.isPresent() && config.order() != ProcessingOrder.UNORDERED;
    }

    private Optional<CircuitBreaker> breaker() {
        return config.circuitBreaker().enabled()
                ? Optional.of(new WindowedBreaker(config.circuitBreaker(), NanoClock.SYSTEM, events::breaker))
                : Optional.empty();
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
                        processors.ofTopics(),
                        breaker,
                        events,
                        this::flooded,
                        NanoClock.SYSTEM));
    }

    private List<RecordSource> sources(Engine.Sources made) {
        var intake = new Engine.Intake(
                ring, flow.store(), metrics, record -> keeping.fromTopic(admission.deadLetter(record)));
        Stream<RecordSource> deadLetters = made.deadLetters(name, config, intake).stream();
        Stream<RecordSource> topics = processors.ofTopics().stream()
                .map(handled -> new GatedInlet(flow.handler(), handled))
                .map(gated -> retries.filter(ordered -> keepsOrder())
                        .map(waiting -> waiting.inlet(gated))
                        .orElse(gated))
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
        processors.pulse();
        retries.ifPresent(ChannelRetries::pulse);
        flow.pulse(now, machine);
        processors
                .ofTopics()
                .ifPresent(
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
        retries.ifPresent(ChannelRetries::start);
    }

    /** Stopping, the first step: the sources bring nothing more. */
    void quiesce() {
        control.stop();
        sources.forEach(RecordSource::quiesce);
        retries.ifPresent(ChannelRetries::quiesce);
    }

    /** The second: what was taken is handled, and what is to be stored is. */
    void drain(long deadlineNanos) {
        processors.close(() -> left(deadlineNanos));
        retries.ifPresent(here -> here.close(left(deadlineNanos)));
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

    /** What decides about them. */
    Admission admission() {
        return admission;
    }

    /** What of them is stored. */
    Keeping keeping() {
        return keeping;
    }

    /** What guards it. */
    Gate gate() {
        return flow.store();
    }

    ChannelControl control() {
        return control;
    }

    /** Signs of life of those of its sources that run. */
    List<SourceVitals> vitals() {
        return sources.stream().flatMap(source -> source.vitals().stream()).toList();
    }

    /** What families of metrics are made from. */
    ChannelReadings readings() {
        List<SourceVitals> vitals = vitals();
        var read = new SourceReadings(
                vitals.size(), (int) vitals.stream().filter(SourceVitals::polls).count(), SourceVitals.lag(vitals));
        return new ChannelReadings(metrics(), control.statistics(), flow.status(), read, metrics, handling);
    }

    ChannelMetrics counters() {
        return metrics;
    }

    ProcessingMetrics metrics() {
        return metrics.snapshot(inFlight::records);
    }
}
