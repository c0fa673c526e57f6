package io.kafkadlq.cdi;

import io.kafkadlq.boot.PluginSource;
import io.kafkadlq.cdi.PluginBeans.Found;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The beans that an engine has plugged in. Each is made when it is first needed, and one that belongs to its user, such as a
 * {@code @Dependent} one, lives until the engine has stopped. Thread-safe.
 */
final class LentBeans implements PluginSource, AutoCloseable {

    private final BeanManager manager;
    private final PluginBeans beans;
    // Guarded by itself.
    private final Map<Found, Lent> lent = new IdentityHashMap<>();

    private record Lent(Object reference, CreationalContext<?> life) {}

    LentBeans(BeanManager manager, PluginBeans beans) {
        this.manager = manager;
        this.beans = beans;
    }

    @Override
    public <T> List<Plugin<T>> all(Class<T> type) {
        return beans.all(type)
                .map(found -> new Plugin<>(
                        found.name(), PluginBeans.inWords(found.bean()), () -> type.cast(reference(found))))
                .toList();
    }

    private Object reference(Found found) {
        synchronized (lent) {
            return lent.computeIfAbsent(found, this::lend).reference();
        }
    }

    private Lent lend(Found found) {
        CreationalContext<?> life = manager.createCreationalContext(found.bean());
        return new Lent(manager.getReference(found.bean(), found.type(), life), life);
    }

    /** Gives them back. */
    @Override
    public void close() {
        synchronized (lent) {
            lent.values().forEach(one -> one.life().release());
            lent.clear();
        }
    }
}
