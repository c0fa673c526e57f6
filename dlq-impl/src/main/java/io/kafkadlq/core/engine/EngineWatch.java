package io.kafkadlq.core.engine;

import io.kafkadlq.api.health.Health;
import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.spi.MetricsSink;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.core.metrics.Catalogue;
import io.kafkadlq.core.metrics.JvmFigures;
import io.kafkadlq.core.metrics.Readings;
import io.kafkadlq.core.payload.RetentionWatch;
import io.kafkadlq.core.time.NanoClock;
import io.kafkadlq.core.watch.BacklogWatch;
import io.kafkadlq.core.watch.StorePing;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What is measured of an engine, how it is, and who is shown the former.
 *
 * <p>Threading: {@link #pulse} by the pulse thread; the rest by any.
 */
final class EngineWatch implements AutoCloseable {

    private static final long REFRESH_EACH_NANOS = Duration.ofSeconds(5).toNanos();

    private final Map<String, Channel> channels;
    private final Parts parts;
    private final BacklogWatch backlog;
    private final StorePing store;
    private final EngineHealth health;
    private final JvmFigures jvm = new JvmFigures();
    private final List<SinkBinding> sinks = new CopyOnWriteArrayList<>();
    // The pulse thread's.
    private long refreshedNanos = NanoClock.SYSTEM.nanos();

    /**
     * What it tells about.
     *
     * @param running whether the engine has started and not stopped
     * @param untold events that listeners were too slow for
     */
    record Parts(
            DlqStorage storage, RetentionWatch retention, BooleanSupplier running, LongSupplier untold, Clock clock) {}

    EngineWatch(Map<String, Channel> channels, Parts parts) {
        this.channels = channels;
        this.parts = parts;
        this.backlog = new BacklogWatch(parts.storage());
        this.store = new StorePing(parts.storage(), NanoClock.SYSTEM);
        this.health = new EngineHealth(channels.values(), store, backlog, parts.running());
    }

    void pulse(long now) {
        store.pulse(now);
        backlog.pulse(now);
        if (now - refreshedNanos >= REFRESH_EACH_NANOS) {
            refreshedNanos = now;
            sinks.forEach(SinkBinding::refresh);
        }
    }

    /** Has the sink show what there is, until what is returned is closed. */
    AutoCloseable show(MetricsSink sink) {
        var binding = new SinkBinding(this::meters, sink, NanoClock.SYSTEM);
        binding.refresh();
        sinks.add(binding);
        return () -> {
            sinks.remove(binding);
            binding.close();
        };
    }

    List<MetricFamily> meters() {
        var readings = new TreeMap<String, Readings.ChannelReadings>();
        channels.forEach((name, channel) -> readings.put(name, channel.readings()));
        return Catalogue.of(new Readings(
                readings,
                parts.retention().risks(),
                backlog.latest(),
                jvm,
                parts.untold().getAsLong(),
                parts.clock().instant()));
    }

    Health health() {
        return health.health();
    }

    @Override
    public void close() {
        sinks.forEach(SinkBinding::close);
    }
}
