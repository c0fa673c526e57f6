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
 * What the configuration can name: what code has handed over, then what lies beside us, in EAR/lib, WEB-INF/lib or on the
 * class path; never what another application brings. The first of a name is the one that is used.
 */
final class Plugins implements Engine.Plugins {

    static final String NO_PLACEMENT = "none";

    private final Additions additions;

    Plugins(Additions additions) {
        this.additions = additions;
    }

    /** What is wrong with what was handed over. */
    List<String> violations() {
        return additions.violations();
    }

    List<String> storageTypes() {
        return all(DlqStorageFactory.class)
                .map(DlqStorageFactory::type)
                .sorted()
                .distinct()
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
                .distinct()
                .toList();
    }

    /** With those that are built in. */
    List<String> strategyNames() {
        return Stream.concat(
                        Stream.of(ThresholdBackpressureStrategy.NAME, AdaptiveBackpressureStrategy.NAME),
                        all(BackpressureStrategy.class)
                                .map(BackpressureStrategy::name)
                                .sorted())
                .distinct()
                .toList();
    }

    /** As {@code custom:} in a backoff's notation names them. */
    List<String> backoffNames() {
        return all(CustomBackoff.class)
                .map(CustomBackoff::name)
                .sorted()
                .distinct()
                .toList();
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
