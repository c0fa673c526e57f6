package io.kafkadlq.boot;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.spi.MetricsSink;
import io.kafkadlq.core.engine.Application;
import io.kafkadlq.core.engine.Engine;
import io.kafkadlq.core.engine.Listener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A hold on the one engine of an application. Payara gives each WAR of an EAR a CDI container of its own while EAR/lib is
 * loaded once; so the engine lives beside these classes, the first hold starts it and the last one released stops it. It
 * also stops with the container whose beans it calls, if any, as they are gone then.
 *
 * <p>Thread-safe.
 */
public final class SharedEngine implements AutoCloseable {

    // The one piece of static state: the only place that all containers of an EAR share. Guarded by itself.
    private static final Map<String, Running> RUNNING = new HashMap<>();

    private final String name;
    private final Running running;
    private final boolean first;
    private boolean released;

    private static final class Running {

        private final Engine engine;
        private final Application application;
        private final Set<String> plugins;
        private int holds;

        Running(Engine engine, Application application, Set<String> plugins) {
            this.engine = engine;
            this.application = application;
            this.plugins = plugins;
        }

        boolean callsBeans() {
            return application.handlesAny() || !plugins.isEmpty();
        }
    }

    private SharedEngine(String name, Running running, boolean first) {
        this.name = name;
        this.running = running;
        this.first = first;
    }

    /**
     * Starts the application's engine, or joins it if it runs; then configuration, handlers and surroundings stay those of
     * the first.
     *
     * @param name of the application, which all its containers know
     * @param application what it does with records; those who join bring the same, as beans in EAR/lib do, or nothing
     * @throws DlqException if it cannot start, or runs without the handlers that are brought
     */
    public static SharedEngine join(String name, DlqConfig config, Application application, Surroundings around) {
        synchronized (RUNNING) {
            Running running = RUNNING.get(name);
            boolean first = running == null;
            if (running == null) {
                running = new Running(
                        EngineAssembly.start(config, application, List.of(), around),
                        application,
                        around.plugins().origins());
                RUNNING.put(name, running);
            } else {
                check(running, application, around.plugins());
            }
            running.holds++;
            return new SharedEngine(name, running, first);
        }
    }

    /** What those who join bring, the engine has from the first, or would never know. */
    private static void check(Running running, Application joining, Plugins plugins) {
        if (joining.handlesAny() && !joining.handlesAs(running.application)) {
            throw refusal(
                    ", with handlers for " + channels(running.application) + "; those that this one brings, for "
                            + channels(joining) + ", would not be called",
                    "handlers");
        }
        Set<String> policies = new TreeSet<>(joining.policies().keySet());
        policies.removeAll(running.application.policies().keySet());
        if (!policies.isEmpty()) {
            throw refusal(
                    " without the RetryPolicy that this one has for channel " + String.join(", ", policies),
                    "retry policies");
        }
        Set<String> others = new TreeSet<>(plugins.origins());
        others.removeAll(running.plugins);
        if (!others.isEmpty()) {
            throw refusal(" without what this one plugs in, " + String.join(", ", others), "strategies");
        }
    }

    private static DlqException refusal(String what, String beans) {
        return new DlqException("Another module of this application has started the DLQ engine" + what
                + ": put all beans with " + beans + " into one WAR, or into EAR/lib");
    }

    private static String channels(Application application) {
        Set<String> channels = new TreeSet<>(application.handlers().keySet());
        channels.addAll(application.retryHandlers().keySet());
        return channels.isEmpty() ? "no channel" : "channel " + String.join(", ", channels);
    }

    public DlqHandler handler() {
        return running.engine.handler();
    }

    public DlqDesk desk() {
        return running.engine.desk();
    }

    /** @throws IllegalArgumentException if there is no such channel */
    public ChannelControl control(String channel) {
        return running.engine.control(channel);
    }

    /** Tells what happens from now on until what it returns is closed; each container listens for itself. */
    public AutoCloseable listen(Listener listener) {
        return running.engine.listen(listener);
    }

    /** How many events listeners were too slow for since the engine started. */
    public long untoldEvents() {
        return running.engine.untoldEvents();
    }

    /**
     * Has the sink show what is measured until what is returned is closed; nothing if another container has started the
     * engine and shows it already.
     */
    public AutoCloseable show(MetricsSink sink) {
        return first ? running.engine.show(sink) : () -> {};
    }

    /** Lets go; the last to do so stops the engine, or the one whose beans it calls. Idempotent. */
    @Override
    public void close() {
        synchronized (RUNNING) {
            if (released) {
                return;
            }
            released = true;
            running.holds--;
            boolean withoutBeans = first && running.callsBeans();
            if (running.holds == 0 || withoutBeans) {
                RUNNING.remove(name, running);
                running.engine.close();
            }
        }
    }
}
