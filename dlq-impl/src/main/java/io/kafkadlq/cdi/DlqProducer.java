package io.kafkadlq.cdi;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.config.EffectiveSettings;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.boot.Plugins;
import io.kafkadlq.boot.SharedEngine;
import io.kafkadlq.boot.Surroundings;
import io.kafkadlq.cdi.fault.FaultTolerance;
import io.kafkadlq.cdi.metrics.ServerMetrics;
import io.kafkadlq.cdi.telemetry.Telemetry;
import io.kafkadlq.core.config.InEffect;
import io.kafkadlq.core.engine.NamedThreads;
import io.kafkadlq.core.guard.Guards;
import io.kafkadlq.core.guard.PlainGuards;
import io.kafkadlq.core.guard.TracedGuards;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Starts the engine with the application, stops it before the application, and hands out what applications inject. Start
 * and stop may be told several times; they happen once.
 */
@ApplicationScoped
public class DlqProducer {

    private final DlqExtension extension;
    private final Instance<Object> beans;
    private final BeanManager manager;
    private final Event<DlqEvent> bus;
    private @Nullable SharedEngine engine;
    private @Nullable AutoCloseable listening;
    private final List<AutoCloseable> showing = new ArrayList<>();
    private @Nullable LentBeans lent;
    private boolean joining;
    private boolean stopped;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected DlqProducer() {
        this(null, null, null, null);
    }

    @Inject
    DlqProducer(DlqExtension extension, @Any Instance<Object> beans, BeanManager manager, Event<DlqEvent> bus) {
        this.extension = extension;
        this.beans = beans;
        this.manager = manager;
        this.bus = bus;
    }

    void start(
            @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) @Initialized(ApplicationScoped.class) Object application) {
        engine();
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
        release();
    }

    /** Where the container tells no end of the application, it still destroys its beans. */
    @PreDestroy
    void release() {
        synchronized (this) {
            stopped = true;
            stopListening();
            stopShowing();
            if (engine != null) {
                engine.close();
            }
            if (lent != null) {
                lent.close();
            }
        }
    }

    /** Before the engine stops, which may outlast this container: its bus takes nothing after its end. */
    private void stopListening() {
        try {
            if (listening != null) {
                listening.close();
            }
        } catch (Exception failure) {
            Log.stillListening(failure);
        }
    }

    /** Before the server lets go of this container: its registry would hold on to the engine. */
    private void stopShowing() {
        for (AutoCloseable shown : showing) {
            try {
                shown.close();
            } catch (Exception failure) {
                Log.stillShowing(failure);
            }
        }
    }

    private void startShowing(SharedEngine running) {
        if (!extension.config().metrics().enabled()) {
            return;
        }
        try {
            ServerMetrics.sinks(beans).forEach(sink -> showing.add(running.show(sink)));
        } catch (RuntimeException | LinkageError failure) {
            // What a server does not show is no reason to take no dead letters in.
            Log.notShowing(failure);
        }
    }

    private synchronized SharedEngine engine() {
        if (engine == null) {
            if (stopped) {
                throw new IllegalStateException("The application is stopping; the DLQ engine does not start again");
            }
            engine = joinOnce();
            listening = engine.listen(new EventBridge(bus, extension.observers()));
            startShowing(engine);
        }
        return engine;
    }

    /** A bean that is plugged in may come back here while it is made. */
    private SharedEngine joinOnce() {
        if (joining) {
            throw new IllegalStateException("The DLQ engine is starting: what it plugs in cannot use it yet");
        }
        joining = true;
        try {
            return join();
        } finally {
            joining = false;
        }
    }

    private SharedEngine join() {
        ThreadFactory threads = ServerResources.threads();
        LentBeans plugins = extension.lentBeans(manager);
        lent = plugins;
        SharedEngine joined = SharedEngine.join(
                ServerResources.applicationName(),
                extension.config(),
                extension.application(manager),
                new Surroundings(threads, traced(guards(threads)), Plugins.of(plugins)));
        try {
            extension.handled().declared().keySet().forEach(joined.handler()::channel);
            return joined;
        } catch (IllegalArgumentException startedWithoutIt) {
            joined.close();
            throw new DlqException(
                    "Another module of this application has started the DLQ engine without a channel of this one's"
                            + " annotations: name it in dlq.channels for all modules",
                    startedWithoutIt);
        }
    }

    private Guards traced(Guards guards) {
        return extension.config().telemetry().enabled() ? new TracedGuards(guards, Telemetry.tracing(beans)) : guards;
    }

    /** The server's, or our own where it has none. */
    private Guards guards(ThreadFactory threads) {
        return FaultTolerance.guards(beans)
                .map(guards -> {
                    Log.guardedBy("the server's MicroProfile Fault Tolerance");
                    return guards;
                })
                .orElseGet(() -> {
                    Log.guardedBy("guards of our own, as the server has no MicroProfile Fault Tolerance");
                    var source = ConfigProvider.getConfig();
                    return PlainGuards.by(key -> extension.lookUp(source, key), new NamedThreads(threads, "dlq-guard"));
                });
    }

    @Produces
    @ApplicationScoped
    DlqHandler handler() {
        return engine().handler();
    }

    @Produces
    @ApplicationScoped
    ChannelControl control() {
        return control(DlqConfig.DEFAULT_CHANNEL);
    }

    /** For the beans that {@link DlqExtension} adds, a channel each. */
    public DlqHandler handler(String channel) {
        return engine().handler().channel(channel);
    }

    /** Likewise. */
    public ChannelControl control(String channel) {
        return engine().control(channel);
    }

    @Produces
    @ApplicationScoped
    DlqDesk desk() {
        return engine().desk();
    }

    @Produces
    @Dependent
    DlqConfig config() {
        return extension.config();
    }

    @Produces
    @Dependent
    EffectiveSettings settings() {
        return InEffect.of(extension.config());
    }
}
