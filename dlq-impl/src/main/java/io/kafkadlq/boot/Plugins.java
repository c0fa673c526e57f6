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
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * What lies beside us, in EAR/lib, WEB-INF/lib or on the class path, and is found by name; never what another application
 * brings.
 */
final class Plugins implements Engine.Plugins {

    private static final String NO_PLACEMENT = "none";

    static List<String> storageTypes() {
        return all(DlqStorageFactory.class)
                .map(DlqStorageFactory::type)
                .sorted()
                .toList();
    }

    static Optional<DlqStorageFactory> storage(String type) {
        return all(DlqStorageFactory.class)
                .filter(factory -> factory.type().equals(type))
                .findFirst();
    }

    /** With the one for no placement. */
    static List<String> placementNames() {
        return Stream.concat(
                        Stream.of(NO_PLACEMENT),
                        all(ThreadPlacement.class).map(ThreadPlacement::name).sorted())
                .toList();
    }

    /** With those that are built in. */
    static List<String> strategyNames() {
        return Stream.concat(
                        Stream.of(ThresholdBackpressureStrategy.NAME, AdaptiveBackpressureStrategy.NAME),
                        all(BackpressureStrategy.class)
                                .map(BackpressureStrategy::name)
                                .sorted())
                .toList();
    }

    /** As {@code custom:} in a backoff's notation names them. */
    static List<String> backoffNames() {
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
    static Classifiers classifiers() {
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

    private static <T> Stream<T> all(Class<T> type) {
        return ServiceLoader.load(type, Plugins.class.getClassLoader()).stream().map(ServiceLoader.Provider::get);
    }
}
