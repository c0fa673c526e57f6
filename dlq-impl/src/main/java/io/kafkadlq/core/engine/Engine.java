package io.kafkadlq.core.engine;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import io.kafkadlq.api.policy.BackoffStrategy;
import io.kafkadlq.api.spi.MetricsSink;
import io.kafkadlq.api.spi.ThreadPlacement;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.core.delivery.Inlet;
import io.kafkadlq.core.desk.RecordChanger;
import io.kafkadlq.core.flow.Gate;
import io.kafkadlq.core.guard.GuardedStorage;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.payload.PayloadSource;
import io.kafkadlq.core.payload.Payloads;
import io.kafkadlq.core.payload.RetentionWatch;
import io.kafkadlq.core.redrive.DeadLetterHeaders;
import io.kafkadlq.core.redrive.RecordPublisher;
import io.kafkadlq.core.redrive.Redriver;
import io.kafkadlq.core.retry.Caretaker;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * All channels of an application with the store they share. Starts from the store outwards, stops from the sources
 * inwards. Thread-safe; closing twice is closing once.
 */
public final class Engine implements AutoCloseable {

    private static final Duration STEPS_BEHIND_THE_DRAIN = Duration.ofSeconds(20);

    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Duration drainTimeout;
    private final DlqStorage storage;
    private final RecordPublisher publisher;
    private final Payloads payloads;
    private final DlqDesk desk;
    private final Receipts receipts;
    private final DeadLetterHeaders headers;
    private final Events events;
    private final EngineWatch watch;
    private final Pulse pulse;
    private final Caretaker caretaker;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean started;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Makes the sources of a channel. */
    public interface Sources {

        /** Those of its dead-letter topics. */
        List<RecordSource> deadLetters(String channel, ChannelConfig config, Intake intake);

        /** Those of the topics that its handler is for. */
        List<RecordSource> topics(String channel, ChannelConfig config, Inlet handling);

        /** Where what they brought can be had again; empty if nowhere. */
        default Optional<PayloadSource> payloads() {
            return Optional.empty();
        }
    }

    /**
     * A channel's way in for dead letters.
     *
     * @param gate each letter passes it before it comes to the head of the pipeline
     * @param admission decides what is to become of each record
     */
    public record Intake(Stage head, Gate gate, ChannelMetrics counters, UnaryOperator<DlqRecord> admission) {}

    /** Finds what applications and libraries plug in, by the name it is configured by. */
    public interface Plugins {

        Optional<ThreadPlacement> placement(String name);

        Optional<BackpressureStrategy> strategy(String name);

        Optional<BackoffStrategy> backoff(String name);
    }

    /**
     * What an engine is put together from.
     *
     * @param application what it does with records; a channel that it has no handler for only takes dead letters
     * @param classifier tells what kind a failure is of
     * @param cores how many the machine has for us
     */
    public record Parts(
            DlqStorage storage,
            RecordPublisher publisher,
            DeadLetterHeaders headers,
            Sources sources,
            Application application,
            Function<ExceptionChain, ErrorType> classifier,
            Plugins plugins,
            int cores,
            ThreadFactory threads,
            Clock clock) {

        private Parts with(DlqStorage other) {
            return new Parts(
                    other, publisher, headers, sources, application, classifier, plugins, cores, threads, clock);
        }
    }

    public Engine(DlqConfig config, Parts given) {
        this.events = new Events(new NamedThreads(given.threads(), "dlq-event"));
        this.storage = new ToldStorage(given.storage(), new RecordEvents(events, given.clock()));
        Parts parts = given.with(storage);
        this.drainTimeout = config.drainTimeout();
        this.publisher = parts.publisher();
        this.payloads = new Payloads(parts.sources().payloads());
        var retention = new RetentionWatch(config.channels(), payloads);
        this.receipts = new Receipts(new NamedThreads(parts.threads(), "dlq-receipt"));
        this.headers = parts.headers();
        // Before the channels, whose threads would be left behind if it could not be made.
        this.watch = new EngineWatch(
                channels,
                new EngineWatch.Parts(
                        GuardedStorage.behind(given.storage()),
                        retention,
                        this::isRunning,
                        events::untold,
                        parts.clock()));
        this.pulse = new Pulse(
                channels.values(),
                List.of(retention::pulse, watch::pulse),
                new NamedThreads(parts.threads(), "dlq-pulse"),
                NanoClock.SYSTEM);
        var retrying = new RetrySupport(config, parts, payloads);
        this.caretaker = retrying.caretaker();
        makeChannels(config, parts, retrying);
        var redriver = new Redriver(
                config.channels(),
                new Redriver.Ports(storage, payloads, publisher),
                parts.headers(),
                name -> channel(name).counters().recordRedriven(),
                parts.clock());
        var changer = new RecordChanger(storage, retrying.retriers()::isRetried, payloads, parts.clock());
        var actions = new EngineDesk.Actions(redriver, changer, retrying.retriers());
        this.desk = new EngineDesk(
                new EngineDesk.Holdings(storage, payloads, retention, watch),
                actions,
                channels,
                this::control,
                parts.clock());
    }

    /** Those made before one that cannot be made have threads already, which must not outlive the attempt. */
    private void makeChannels(DlqConfig config, Parts parts, RetrySupport retrying) {
        try {
            new TreeMap<>(config.channels()).forEach((name, channel) -> {
                var channelEvents = new ChannelEvents(name, events, parts.clock());
                channels.put(name, new Channel(name, channel, parts, retrying, channelEvents));
            });
        } catch (RuntimeException | Error failed) {
            channels.values().forEach(made -> evenIfOneFails(() -> made.drain(NanoClock.SYSTEM.nanos())));
            receipts.close();
            events.close();
            throw failed;
        }
    }

    /** Has the listener told what happens from now on, until what is returned is closed. */
    public AutoCloseable listen(Listener listener) {
        return events.listen(listener);
    }

    /** The same with one that wants all there is. */
    public AutoCloseable listen(Consumer<DlqEvent> listener) {
        return events.listen(Listener.ofAll(listener));
    }

    /** How many events listeners were too slow for since it started. */
    public long untoldEvents() {
        return events.untold();
    }

    /** Has the sink show what is measured, from now on until what is returned is closed. */
    public AutoCloseable show(MetricsSink sink) {
        return watch.show(sink);
    }

    /** Starts all channels; if one cannot start, those that have are stopped again. */
    public void start() {
        try {
            caretaker.start();
            pulse.start();
            channels.values().forEach(Channel::start);
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
        started = true;
        Log.started(channels.keySet());
    }

    private boolean isRunning() {
        return started && !closed.get();
    }

    /** Where code hands its dead letters to, starting in the default channel. */
    public DlqHandler handler() {
        return handler(DlqConfig.DEFAULT_CHANNEL);
    }

    /** @throws IllegalArgumentException if there is no such channel */
    DlqHandler handler(String channel) {
        return new ChannelHandler(this, channel(channel), headers, receipts);
    }

    /** @throws IllegalArgumentException if there is no such channel */
    public ChannelControl control(String channel) {
        return channel(channel).control();
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
            awaitStop();
            return;
        }
        long deadline = NanoClock.SYSTEM.nanos() + drainTimeout.toNanos();
        List<Runnable> steps = new ArrayList<>();
        channels.values().forEach(channel -> steps.add(channel::quiesce));
        channels.values().forEach(channel -> steps.add(() -> channel.drain(deadline)));
        channels.values().forEach(channel -> steps.add(channel::leave));
        steps.add(pulse::close);
        steps.add(watch::close);
        steps.add(caretaker::close);
        payloads.source().ifPresent(source -> steps.add(source::close));
        steps.add(publisher::close);
        steps.add(receipts::close);
        steps.add(storage::close);
        steps.add(events::close);
        steps.forEach(Engine::evenIfOneFails);
        stopped.countDown();
        Log.stopped();
    }

    /** Somebody else is stopping it, whom this must not overtake: what follows may be the end of the process. */
    private void awaitStop() {
        try {
            stopped.await(drainTimeout.plus(STEPS_BEHIND_THE_DRAIN).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** What fails to close must not keep the rest open. */
    private static void evenIfOneFails(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error defect) {
            Log.stepFailed(defect);
        }
    }
}
