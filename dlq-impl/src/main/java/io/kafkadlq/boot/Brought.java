package io.kafkadlq.boot;

import io.kafkadlq.core.engine.Application;
import io.kafkadlq.core.engine.Listener;
import io.kafkadlq.core.trace.Tracing;
import java.util.List;

/**
 * What code brings to an engine, whatever the configuration says.
 *
 * @param application what it does with records
 * @param plugins what the configuration can name
 * @param listeners told what happens from the start on
 */
record Brought(Application application, Plugins plugins, List<Listener> listeners) {

    Brought {
        listeners = List.copyOf(listeners);
    }

    /** The same, with each run of a handler noted. */
    Brought noted(Tracing tracing) {
        return new Brought(application.noted(tracing), plugins, listeners);
    }

    /** No more than what it does with records. */
    static Brought by(Application application) {
        return new Brought(application, new Plugins(Additions.none()), List.of());
    }
}
