package io.kafkadlq.core.engine;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.core.batch.BatchStage;
import io.kafkadlq.core.buffer.RingStage;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.List;

/** One channel at work: its sources, then ring, batch and store, in this order. */
final class Channel {

    private final String name;
    private final ChannelConfig config;
    private final ChannelMetrics metrics;
    private final InFlight inFlight;
    private final Stage head;
    private final List<RecordSource> sources;

    Channel(String name, ChannelConfig config, Engine.Parts parts) {
        this.name = name;
        this.config = config;
        this.metrics = new ChannelMetrics();
        this.inFlight = new InFlight(config.buffer().maxBytes());
        this.sources = List.copyOf(parts.sources().of(name, config, metrics));
        var writerThreads = new NamedThreads(parts.threads(), "dlq-writer-" + name);
        var ringThread = new NamedThreads(parts.threads(), "dlq-ring-" + name);
        var batch = new BatchStage(config.batch(), parts.storage(), inFlight, metrics, writerThreads, NanoClock.SYSTEM);
        this.head = new RingStage(config.buffer(), inFlight, batch, ringThread, NanoClock.SYSTEM);
    }

    void start() {
        sources.forEach(source -> source.start(head));
    }

    /** Stopping, the first step: the sources bring nothing more. */
    void quiesce() {
        sources.forEach(RecordSource::quiesce);
    }

    /** The second: what was taken is stored. */
    void drain(long deadlineNanos) {
        head.close(Duration.ofNanos(Math.max(deadlineNanos - NanoClock.SYSTEM.nanos(), 0)));
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

    ChannelMetrics counters() {
        return metrics;
    }

    ProcessingMetrics metrics() {
        return metrics.snapshot(inFlight::records);
    }
}
