package io.kafkadlq.boot;

import io.kafkadlq.api.flow.AdaptiveBackpressureStrategy;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.flow.ThresholdBackpressureStrategy;
import io.kafkadlq.api.policy.BackoffStrategy;
import io.kafkadlq.api.spi.CustomBackoff;
import io.kafkadlq.api.spi.FailureClassifier;
import io.kafkadlq.api.spi.ThreadPlacement;
import io.kafkadlq.api.store.DlqStorageFactory;
import io.kafkadlq.core.classify.Classifiers;
import io.kafkadlq.core.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the configuration can name: what code has handed over, then what lies beside us, in EAR/lib, WEB-INF/lib or on the
 * class path; never what another application brings.
 */
final class Plugins implements Engine.Plugins {

    private static final String NO_PLACEMENT = "none";

    private final Additions additions;

    Plugins(Additions additions) {
        this.additions = additions;
    }

    /** Names that are given twice, each as a text; what lies beside us is left to itself. */
    List<String> violations() {
        return Stream.of(
                        twice("storages", DlqStorageFactory.class, DlqStorageFactory::type, Set.of()),
                        twice("thread placements", ThreadPlacement.class, ThreadPlacement::name, Set.of(NO_PLACEMENT)),
                        twice(
                                "backpressure strategies",
                                BackpressureStrategy.class,
                                BackpressureStrategy::name,
                                Set.of(ThresholdBackpressureStrategy.NAME, AdaptiveBackpressureStrategy.NAME)),
                        twice("backoffs", CustomBackoff.class, CustomBackoff::name, Set.of()))
                .flatMap(all -> all)
                .toList();
    }

    private <T> Stream<String> twice(String kind, Class<T> type, Function<T, String> name, Set<String> builtIn) {
        Set<String> names = additions.of(type).map(name).collect(Collectors.toSet());
        Map<String, List<String>> origins = all(type)
                .filter(plugin -> names.contains(name.apply(plugin)))
                .collect(Collectors.groupingBy(
                        name,
                        TreeMap::new,
                        Collectors.mapping(plugin -> plugin.getClass().getName(), Collectors.toList())));
        builtIn.stream().filter(names::contains).forEach(taken -> origins.computeIfAbsent(
                        taken, none -> new ArrayList<>())
                .add("the one that is built in"));
        return origins.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> "There are several " + kind + " called '" + entry.getKey() + "': "
                        + String.join(" and ", entry.getValue()) + ": give them different names");
    }

    List<String> storageTypes() {
        return all(DlqStorageFactory.class)
                .map(DlqStorageFactory::type)
                .sorted()
                .toList();
    }

    Optional<DlqStorageFactory> storage(String type) {
        return all(DlqStorageFactory.class)
                .filter(factory -> factory.type().equals(type))
                .findFirst();
    }

    /** With the one for no placement. */
    List<String> placementNames() {
        return Stream.concat(
                        Stream.of(NO_PLACEMENT),
                        all(ThreadPlacement.class).map(ThreadPlacement::name).sorted())
                .toList();
    }

    /** With those that are built in. */
    List<String> strategyNames() {
        return Stream.concat(
                        Stream.of(ThresholdBackpressureStrategy.NAME, AdaptiveBackpressureStrategy.NAME),
                        all(BackpressureStrategy.class)
                                .map(BackpressureStrategy::name)
                                .sorted())
                .toList();
    }

    /** As {@code custom:} in a backoff's notation names them. */
    List<String> backoffNames() {
        return all(CustomBackoff.class).map(CustomBackoff::name).sorted().toList();
    }

    /** A backoff that is plugged in, by what comes after {@code custom:}. */
    @Override
    public Optional<BackoffStrategy> backoff(String name) {
        return all(CustomBackoff.class)
                .filter(backoff -> backoff.name().equals(name))
                .findFirst()
                .map(backoff -> new BackoffStrategy.Custom(name, backoff::delayAfter));
    }

    /** Those that are plugged in, and what is built in. */
    Classifiers classifiers() {
        return new Classifiers(all(FailureClassifier.class).toList());
    }

    @Override
    public Optional<BackpressureStrategy> strategy(String name) {
        return all(BackpressureStrategy.class)
                .filter(strategy -> strategy.name().equals(name))
                .findFirst();
    }

    @Override
    public Optional<ThreadPlacement> placement(String name) {
        return all(ThreadPlacement.class)
                .filter(placement -> placement.name().equals(name))
                .findFirst();
    }

    private <T> Stream<T> all(Class<T> type) {
        return Stream.concat(
                additions.of(type),
                ServiceLoader.load(type, Plugins.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get));
    }
}
