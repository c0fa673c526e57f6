package io.kafkadlq.boot;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Plugins that code hands over as objects, beside those that are found.
 *
 * @param all in the order in which they were handed over
 */
record Additions(List<Addition<?>> all) {

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
        all = List.copyOf(all);
    }

    static Additions none() {
        return new Additions(List.of());
    }

    /** Those handed over as that; the same or an equal object twice is one. */
    <T> Stream<T> of(Class<T> type) {
        return all.stream()
                .filter(addition -> addition.type() == type)
                .map(addition -> type.cast(addition.plugin()))
                .distinct();
    }
}
