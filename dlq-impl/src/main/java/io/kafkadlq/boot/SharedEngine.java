package io.kafkadlq.boot;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.core.engine.Application;
import io.kafkadlq.core.engine.Engine;
import io.kafkadlq.core.guard.Guards;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * A hold on the one engine of an application. Payara gives each WAR of an EAR a CDI container of its own while EAR/lib is
 * loaded once; so the engine lives beside these classes, the first hold starts it and the last one released stops it.
 *
 * <p>Thread-safe.
 */
public final class SharedEngine implements AutoCloseable {

    // The one piece of static state: the only place that all containers of an EAR share. Guarded by itself.
    private static final Map<String, Running> RUNNING = new HashMap<>();

    private final String application;
    private final Engine engine;
    private boolean released;

    private static final class Running {

        private final Engine engine;
        private int holds;

        Running(Engine engine) {
            this.engine = engine;
        }
    }

    private SharedEngine(String application, Engine engine) {
        this.application = application;
        this.engine = engine;
    }

    /**
     * Starts the application's engine, or joins it if it runs; then configuration, threads and guards stay those of the
     * first.
     *
     * @throws io.kafkadlq.api.DlqException if it cannot start
     */
    public static SharedEngine join(String application, DlqConfig config, ThreadFactory threads, Guards guards) {
        synchronized (RUNNING) {
            Running running = RUNNING.get(application);
            if (running == null) {
                running = new Running(EngineAssembly.start(config, Application.none(), List.of(), threads, guards));
                RUNNING.put(application, running);
            }
            running.holds++;
            return new SharedEngine(application, running.engine);
        }
    }

    public DlqHandler handler() {
        return engine.handler();
    }

    public DlqDesk desk() {
        return engine.desk();
    }

    /** Tells what happens to channels from now on until what it returns is closed; each container listens for itself. */
    public AutoCloseable listen(Consumer<DlqEvent> listener) {
        return engine.listen(listener);
    }

    /** Lets go; the last to do so stops the engine. Idempotent. */
    @Override
    public void close() {
        synchronized (RUNNING) {
            if (released) {
                return;
            }
            released = true;
            Running running = RUNNING.get(application);
            if (running != null && --running.holds == 0) {
                RUNNING.remove(application);
                running.engine.close();
            }
        }
    }
}
