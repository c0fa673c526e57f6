package io.kafkadlq.core.engine;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.redrive.DeadLetterHeaders;
import io.kafkadlq.core.redrive.RecordPublisher;
import io.kafkadlq.core.redrive.Redriver;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All channels of an application with the store they share. Starts from the store outwards, stops from the sources
 * inwards. Thread-safe; closing twice is closing once.
 */
public final class Engine implements AutoCloseable {

    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Duration drainTimeout;
    private final DlqStorage storage;
    private final RecordPublisher publisher;
    private final DlqDesk desk;
    private final DeadLetterHeaders headers;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Makes the sources of a channel; the counters are the channel's. */
    @FunctionalInterface
    public interface Sources {

        List<RecordSource> of(String channel, ChannelConfig config, ChannelMetrics counters);
    }

    /** What an engine is put together from. */
    public record Parts(
            DlqStorage storage,
            RecordPublisher publisher,
            DeadLetterHeaders headers,
            Sources sources,
            ThreadFactory threads,
            Clock clock) {}

    public Engine(DlqConfig config, Parts parts) {
        this.drainTimeout = config.drainTimeout();
        this.storage = parts.storage();
        this.publisher = parts.publisher();
        this.headers = parts.headers();
        new TreeMap<>(config.channels())
                .forEach((name, channel) -> channels.put(name, new Channel(name, channel, parts)));
        var redriver = new Redriver(
                config.channels(),
                storage,
                publisher,
                parts.headers(),
                name -> channel(name).counters().recordRedriven(),
                parts.clock());
        this.desk = new EngineDesk(storage, redriver, channels, parts.clock());
    }

    public void start() {
        channels.values().forEach(Channel::start);
        Log.started(channels.keySet());
    }

    /** Where code hands its dead letters to, starting in the default channel. */
    public DlqHandler handler() {
        return new ChannelHandler(this, channel(DlqConfig.DEFAULT_CHANNEL), headers);
    }

    public DlqDesk desk() {
        return desk;
    }

    /** @throws IllegalArgumentException if there is no such channel */
    Channel channel(String name) {
        Channel channel = channels.get(name);
        if (channel == null) {
            throw new IllegalArgumentException("No channel '" + name + "' is configured (there are " + channels.keySet()
                    + "): add it to dlq.channels");
        }
        return channel;
    }

    boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        channels.values().forEach(channel -> channel.stop(drainTimeout));
        publisher.close();
        storage.close();
        Log.stopped();
    }
}
