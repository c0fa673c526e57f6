package io.kafkadlq.boot;

import java.util.List;
import java.util.Objects;

/**
 * Plugins that code hands over as objects, beside those that are found.
 *
 * @param given in the order in which they were handed over
 */
record Additions(List<Addition<?>> given) implements PluginSource {

    /**
     * One of them.
     *
     * @param type what it was handed over as, whatever else it may be
     */
    record Addition<T>(Class<T> type, T plugin) {

        Addition {
            Objects.requireNonNull(plugin, type.getSimpleName());
        }
    }

    Additions {
        given = List.copyOf(given);
    }

    /** Those handed over as that; the same or an equal object twice is one. */
    @Override
    public <T> List<Plugin<T>> all(Class<T> type) {
        return given.stream()
                .filter(addition -> addition.type() == type)
                .map(addition -> type.cast(addition.plugin()))
                .distinct()
                .map(part -> new Plugin<T>(
                        Services.nameOf(part), "object of " + part.getClass().getName(), () -> part))
                .toList();
    }
}
