package io.kafkadlq.boot;

import io.kafkadlq.api.ChannelSteps;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.DlqRuntimeBuilder;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.api.spi.CustomBackoff;
import io.kafkadlq.api.spi.FailureClassifier;
import io.kafkadlq.api.spi.ThreadPlacement;
import io.kafkadlq.api.store.DlqStorageFactory;
import io.kafkadlq.boot.Additions.Addition;
import io.kafkadlq.core.config.ProcessSettings;
import io.kafkadlq.core.engine.Application;
import io.kafkadlq.core.engine.Listener;
import io.kafkadlq.core.engine.NamedThreads;
import io.kafkadlq.core.guard.PlainGuards;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Builds an engine where no container does. A key is looked up among the builder's settings, then in the system
 * properties, then in the environment under MicroProfile Config's name for it.
 */
public final class PlainRuntimeBuilder implements DlqRuntimeBuilder {

    private final Map<String, String> settings = new TreeMap<>();
    private final Map<String, RecordHandler> handlers = new TreeMap<>();
    private final Map<String, RecordHandler> retryHandlers = new TreeMap<>();
    private final Map<String, RetryPolicy> policies = new TreeMap<>();
    private final Map<String, ChannelSteps> channels = new TreeMap<>();
    private final List<Addition<?>> plugins = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private ThreadFactory threads = PlainRuntimeBuilder::daemon;

    @Override
    public DlqRuntimeBuilder setting(String key, String value) {
        settings.put(key, value);
        return this;
    }

    @Override
    public DlqRuntimeBuilder channel(String name, Consumer<ChannelSteps> steps) {
        steps.accept(channels.computeIfAbsent(name, channel -> new ChannelSteps(channel, this)));
        return this;
    }

    @Override
    public DlqRuntimeBuilder plugin(BackpressureStrategy strategy) {
        return plugin(BackpressureStrategy.class, strategy);
    }

    @Override
    public DlqRuntimeBuilder plugin(CustomBackoff backoff) {
        return plugin(CustomBackoff.class, backoff);
    }

    @Override
    public DlqRuntimeBuilder plugin(ThreadPlacement placement) {
        return plugin(ThreadPlacement.class, placement);
    }

    @Override
    public DlqRuntimeBuilder plugin(DlqStorageFactory factory) {
        return plugin(DlqStorageFactory.class, factory);
    }

    @Override
    public DlqRuntimeBuilder classifier(FailureClassifier classifier) {
        return plugin(FailureClassifier.class, classifier);
    }

    private <T> DlqRuntimeBuilder plugin(Class<T> type, T plugin) {
        plugins.add(new Addition<>(type, plugin));
        return this;
    }

    @Override
    public DlqRuntimeBuilder handler(String channel, RecordHandler handler) {
        handlers.put(channel, handler);
        return this;
    }

    @Override
    public DlqRuntimeBuilder retryHandler(String channel, RecordHandler handler) {
        retryHandlers.put(channel, handler);
        return this;
    }

    @Override
    public DlqRuntimeBuilder retryPolicy(String channel, RetryPolicy policy) {
        policies.put(channel, policy);
        return this;
    }

    @Override
    public DlqRuntimeBuilder listener(Consumer<DlqEvent> listener) {
        listeners.add(Listener.ofAll(listener));
        return this;
    }

    @Override
    public <E extends DlqEvent> DlqRuntimeBuilder listener(Class<E> kind, Consumer<? super E> listener) {
        listeners.add(Listener.of(kind, listener));
        return this;
    }

    @Override
    public DlqRuntimeBuilder threads(ThreadFactory factory) {
        this.threads = factory;
        return this;
    }

    @Override
    public DlqRuntime build() {
        var handled = new Handled(handlers.keySet(), retryHandlers.keySet(), declared());
        var additions = Plugins.of(new Additions(plugins));
        DlqConfig config = Configuration.read(this::lookUp, settings.keySet(), handled, additions);
        var guards = PlainGuards.by(this::lookUp, new NamedThreads(threads, "dlq-guard"));
        var around = new Surroundings(threads, guards, additions);
        var application = new Application(handlers, retryHandlers, policies);
        return new PlainRuntime(EngineAssembly.start(config, application, listeners, around));
    }

    /** The channels that steps were taken for, whose topics are settings as all the rest. */
    private Map<String, List<String>> declared() {
        return channels.keySet().stream().collect(Collectors.toMap(Function.identity(), name -> List.of()));
    }

    private Optional<String> lookUp(String key) {
        return Optional.ofNullable(settings.get(key))
                .filter(value -> !value.isEmpty())
                .or(() -> ProcessSettings.find(key));
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
