package io.kafkadlq.boot;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.config.RedriveConfig;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.core.engine.Application;
import io.kafkadlq.core.engine.Engine;
import io.kafkadlq.core.engine.Listener;
import io.kafkadlq.core.engine.NamedThreads;
import io.kafkadlq.core.guard.GuardedPublisher;
import io.kafkadlq.core.guard.GuardedStorage;
import io.kafkadlq.core.redrive.RecordPublisher;
import io.kafkadlq.core.time.RecordIds;
import io.kafkadlq.kafka.ClientSettings;
import io.kafkadlq.kafka.KafkaPublisher;
import io.kafkadlq.kafka.KafkaSources;
import io.kafkadlq.kafka.dialect.DialectRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** Puts an engine together from its parts: which store, which dialects, Kafka on both ends. */
final class EngineAssembly {

    private EngineAssembly() {}

    /**
     * Opens the store and starts all channels, by a configuration without violations.
     *
     * @param listeners told what happens from the start on
     *
     * @throws io.kafkadlq.api.DlqException if the store does not open
     */
    static Engine start(DlqConfig config, Application application, List<Listener> listeners, Surroundings around) {
        // What can fail without having opened anything comes first.
        var dialects = DialectRegistry.discoveredBy(EngineAssembly.class.getClassLoader());
        DlqStorage storage = new GuardedStorage(openStorage(config, around), around.guards());
        try {
            RecordPublisher publisher = new GuardedPublisher(publisher(config, around.threads()), around.guards());
            var ports = new Ports(storage, around.guards().tracing().around(publisher));
            Engine engine = assemble(config, application.noted(around.guards().tracing()), around, dialects, ports);
            listeners.forEach(engine::listen);
            engine.start();
            return engine;
        } catch (RuntimeException | Error failed) {
            storage.close();
            throw failed;
        }
    }

    /** What the engine calls, each behind its guard. */
    private record Ports(DlqStorage storage, RecordPublisher publisher) {}

    private static DlqStorage openStorage(DlqConfig config, Surroundings around) {
        return around.plugins()
                .storage(config.store().type())
                .orElseThrow()
                .open(config.store(), new NamedThreads(around.threads(), "dlq-store"), RecordIds.clock());
    }

    private static Engine assemble(
            DlqConfig config, Application application, Surroundings around, DialectRegistry dialects, Ports ports) {
        var settings = new ClientSettings(config.kafkaClient());
        var sources = new KafkaSources(settings, dialects, config.nodeId(), config.drainTimeout(), around.threads());
        return new Engine(
                config,
                new Engine.Parts(
                        ports.storage(),
                        ports.publisher(),
                        dialects,
                        sources,
                        application,
                        around.plugins().classifiers()::classify,
                        around.plugins(),
                        Runtime.getRuntime().availableProcessors(),
                        around.threads(),
                        RecordIds.clock()));
    }

    private static RecordPublisher publisher(DlqConfig config, ThreadFactory threads) {
        return new KafkaPublisher(
                new ClientSettings(config.kafkaClient()),
                config.nodeId(),
                redriveTimeout(config),
                new NamedThreads(threads, "dlq-redrive"));
    }

    /** One producer serves all channels, so it waits as long as the most patient of them. */
    private static Duration redriveTimeout(DlqConfig config) {
        return config.channels().values().stream()
                .map(ChannelConfig::redrive)
                .map(RedriveConfig::timeout)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
