package io.kafkadlq.cdi;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.boot.SharedEngine;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * Starts the engine with the application, stops it before the application, and hands out what applications inject. Start
 * and stop may be told several times; they happen once.
 */
@ApplicationScoped
public class DlqProducer {

    private final DlqExtension extension;
    private final EventBridge events;
    private @Nullable SharedEngine engine;
    private @Nullable AutoCloseable listening;
    private boolean stopped;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected DlqProducer() {
        this(null, null);
    }

    @Inject
    DlqProducer(DlqExtension extension, Event<DlqEvent> bus) {
        this.extension = extension;
        this.events = new EventBridge(bus);
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
            if (engine != null) {
                engine.close();
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

    private synchronized SharedEngine engine() {
        if (engine == null) {
            if (stopped) {
                throw new IllegalStateException("The application is stopping; the DLQ engine does not start again");
            }
            engine =
                    SharedEngine.join(ServerResources.applicationName(), extension.config(), ServerResources.threads());
            listening = engine.listen(events);
        }
        return engine;
    }

    @Produces
    @ApplicationScoped
    DlqHandler handler() {
        return engine().handler();
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
}
