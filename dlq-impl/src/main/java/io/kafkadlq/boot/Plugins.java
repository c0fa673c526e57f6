package io.kafkadlq.boot;

import io.kafkadlq.api.flow.AdaptiveBackpressureStrategy;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.flow.ThresholdBackpressureStrategy;
import io.kafkadlq.api.policy.BackoffStrategy;
import io.kafkadlq.api.spi.CustomBackoff;
import io.kafkadlq.api.spi.FailureClassifier;
import io.kafkadlq.api.spi.ThreadPlacement;
import io.kafkadlq.api.store.DlqStorageFactory;
import io.kafkadlq.boot.PluginSource.Plugin;
import io.kafkadlq.core.classify.Classifiers;
import io.kafkadlq.core.engine.Engine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is plugged in and found by name, from wherever it comes. Thread-safe.
 *
 * @param own goes before what lies beside us: what the application itself brings
 */
public record Plugins(List<PluginSource> own) implements Engine.Plugins {

    private static final PluginSource BESIDE_US = new Services();
    private static final String NO_PLACEMENT = "none";
    private static final List<String> BUILT_IN_STRATEGIES =
            List.of(ThresholdBackpressureStrategy.NAME, AdaptiveBackpressureStrategy.NAME);

    public Plugins {
        own = List.copyOf(own);
    }

    /** What lies beside us, and nothing else. */
    public static Plugins besideUs() {
        return new Plugins(List.of());
    }

    /** Those, and what lies beside us. */
    public static Plugins of(PluginSource own) {
        return new Plugins(List.of(own));
    }

    /** What the application itself brings, each in words; it is gone when the application is. */
    Set<String> origins() {
        return Stream.of(
                        DlqStorageFactory.class,
                        ThreadPlacement.class,
                        BackpressureStrategy.class,
                        CustomBackoff.class,
                        FailureClassifier.class)
                .flatMap(type -> ofOwn(type).map(Plugin::origin))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names that are given twice, each as a text; what lies beside us is left to itself. */
    List<String> violations() {
        return Stream.of(
                        twice("storages", DlqStorageFactory.class, Set.of()),
                        twice("thread placements", ThreadPlacement.class, Set.of(NO_PLACEMENT)),
                        twice("backpressure strategies", BackpressureStrategy.class, Set.copyOf(BUILT_IN_STRATEGIES)),
                        twice("backoffs", CustomBackoff.class, Set.of()))
                .flatMap(all -> all)
                .toList();
    }

    private <T> Stream<String> twice(String kind, Class<T> type, Set<String> builtIn) {
        Set<String> names = ofOwn(type).map(Plugin::name).collect(Collectors.toSet());
        var origins = Stream.concat(
                        all(type).map(plugin -> Map.entry(plugin.name(), plugin.origin())),
                        builtIn.stream().map(name -> Map.entry(name, "the one that is built in")))
                .filter(entry -> names.contains(entry.getKey()))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return origins.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> "There are several " + kind + " called '" + entry.getKey() + "': "
                        + String.join(" and ", entry.getValue()) + ": give them different names");
    }

    List<String> storageTypes() {
        return names(DlqStorageFactory.class).toList();
    }

    Optional<DlqStorageFactory> storage(String type) {
        return find(DlqStorageFactory.class, type);
    }

    /** With the one for no placement. */
    List<String> placementNames() {
        return Stream.concat(Stream.of(NO_PLACEMENT), names(ThreadPlacement.class))
                .toList();
    }

    /** With those that are built in. */
    List<String> strategyNames() {
        return Stream.concat(BUILT_IN_STRATEGIES.stream(), names(BackpressureStrategy.class))
                .toList();
    }

    /** As {@code custom:} in a backoff's notation names them. */
    List<String> backoffNames() {
        return names(CustomBackoff.class).toList();
    }

    /** A backoff that is plugged in, by what comes after {@code custom:}. */
    @Override
    public Optional<BackoffStrategy> backoff(String name) {
        return find(CustomBackoff.class, name).map(backoff -> new BackoffStrategy.Custom(name, backoff::delayAfter));
    }

    /** Those that are plugged in, and what is built in. */
    Classifiers classifiers() {
        return new Classifiers(
                all(FailureClassifier.class).map(plugin -> plugin.part().get()).toList());
    }

    @Override
    public Optional<BackpressureStrategy> strategy(String name) {
        return find(BackpressureStrategy.class, name);
    }

    @Override
    public Optional<ThreadPlacement> placement(String name) {
        return find(ThreadPlacement.class, name);
    }

    private <T> Optional<T> find(Class<T> type, String name) {
        return all(type)
                .filter(plugin -> plugin.name().equals(name))
                .findFirst()
                .map(plugin -> plugin.part().get());
    }

    private Stream<String> names(Class<?> type) {
        return all(type).map(Plugin::name).sorted();
    }

    private <T> Stream<Plugin<T>> all(Class<T> type) {
        return Stream.concat(ofOwn(type), BESIDE_US.all(type).stream());
    }

    private <T> Stream<Plugin<T>> ofOwn(Class<T> type) {
        return own.stream().flatMap(source -> source.all(type).stream());
    }
}
