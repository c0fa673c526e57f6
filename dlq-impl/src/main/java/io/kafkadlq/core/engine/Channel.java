package io.kafkadlq.core.engine;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.core.batch.BatchStage;
import io.kafkadlq.core.buffer.Publishers;
import io.kafkadlq.core.buffer.RingStage;
import io.kafkadlq.core.dispatch.ParallelProcessor;
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
 * One channel at work. Dead letters pass ring, batch and store, in this order; records of source topics pass the handler
 * first, and only what it fails on goes the same way.
 */
final class Channel {

    private final String name;
    private final ChannelConfig config;
    private final ChannelMetrics metrics;
    private final InFlight inFlight;
    private final Stage head;
    private final Optional<ParallelProcessor> processor;
    private final ChannelSwitch control;
    private final List<RecordSource> sources;

    Channel(String name, ChannelConfig config, Engine.Parts parts) {
        this.name = name;
        this.config = config;
        this.metrics = new ChannelMetrics();
        this.inFlight = new InFlight(config.buffer().maxBytes());
        var writerThreads = new NamedThreads(parts.threads(), "dlq-writer-" + name);
        var ringThreads = new NamedThreads(parts.threads(), "dlq-ring-" + name);
        var batch = new BatchStage(config.batch(), parts.storage(), inFlight, metrics, writerThreads, NanoClock.SYSTEM);
        // Many publishers: beside the poll threads, code may hand a failure over at any time.
        this.head = new RingStage(
                config.buffer(),
                Publishers.MANY,
                batch,
                new RingStage.Parts(name, inFlight, ringThreads, parts.cores(), NanoClock.SYSTEM));
        var handling = new HandlingMetrics();
        this.processor =
                Optional.ofNullable(parts.handlers().get(name)).map(handler -> processor(handler, handling, parts));
        this.sources = Stream.concat(
                        parts.sources().deadLetters(name, config, metrics, head).stream(),
                        processor.stream().flatMap(inlet -> parts.sources().topics(name, config, inlet).stream()))
                .toList();
        this.control = new ChannelSwitch(sources, processor, handling, inFlight, NanoClock.SYSTEM);
    }

    private ParallelProcessor processor(RecordHandler handler, HandlingMetrics handling, Engine.Parts parts) {
        var failures = new FailureInlet(name, head, parts.headers(), metrics, NanoClock.SYSTEM);
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
                        parts.placements().apply(config.processing().threadPlacement()),
                        NanoClock.SYSTEM,
                        Optional.empty()));
    }

    void start() {
        if (config.initiallyPaused()) {
            control.pause();
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
        head.close(left(deadlineNanos));
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

    Stage head() {
        return head;
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
