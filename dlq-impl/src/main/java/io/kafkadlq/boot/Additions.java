package io.kafkadlq.boot;

import io.kafkadlq.api.flow.AdaptiveBackpressureStrategy;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.flow.ThresholdBackpressureStrategy;
import io.kafkadlq.api.spi.CustomBackoff;
import io.kafkadlq.api.spi.ThreadPlacement;
import io.kafkadlq.api.store.DlqStorageFactory;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** What is wrong with their names, by which they are chosen. */
    List<String> violations() {
        return Stream.of(
                        violations(DlqStorageFactory.class, DlqStorageFactory::type, Set.of()),
                        violations(
                                BackpressureStrategy.class,
                                BackpressureStrategy::name,
                                Set.of(ThresholdBackpressureStrategy.NAME, AdaptiveBackpressureStrategy.NAME)),
                        violations(CustomBackoff.class, CustomBackoff::name, Set.of()),
                        violations(ThreadPlacement.class, ThreadPlacement::name, Set.of(Plugins.NO_PLACEMENT)))
                .flatMap(wrong -> wrong)
                .toList();
    }

    private <T> Stream<String> violations(Class<T> type, Function<T, String> name, Set<String> taken) {
        return of(type).collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting())).entrySet().stream()
                .filter(named -> named.getValue() > 1 || taken.contains(named.getKey()))
                .map(named -> "The builder has a " + type.getSimpleName() + " called '" + named.getKey() + "', which "
                        + (taken.contains(named.getKey())
                                ? "is the name of a built-in one"
                                : "is another one's name too")
                        + ": give it a name of its own");
    }
}
