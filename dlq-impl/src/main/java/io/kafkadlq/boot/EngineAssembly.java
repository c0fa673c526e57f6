package io.kafkadlq.boot;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.config.RedriveConfig;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageFactory;
import io.kafkadlq.core.engine.Engine;
import io.kafkadlq.core.engine.NamedThreads;
import io.kafkadlq.core.time.RecordIds;
import io.kafkadlq.kafka.ClientSettings;
import io.kafkadlq.kafka.KafkaPublisher;
import io.kafkadlq.kafka.KafkaSources;
import io.kafkadlq.kafka.dialect.DialectRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;

/** Puts an engine together from its parts: which store, which dialects, Kafka on both ends. */
final class EngineAssembly {

    private static final String BOOTSTRAP = "bootstrap.servers";

    private EngineAssembly() {}

    /** The violations that only show when the parts are known; empty if the configuration can work. */
    static List<String> violations(DlqConfig config) {
        return Stream.concat(storeViolations(config), kafkaViolations(config)).toList();
    }

    private static Stream<String> storeViolations(DlqConfig config) {
        List<String> types =
                factories().stream().map(DlqStorageFactory::type).sorted().toList();
        return types.contains(config.store().type())
                ? Stream.empty()
                : Stream.of("dlq.store.type is '" + config.store().type()
                        + "': no such storage is on the class path; there are " + String.join(", ", types));
    }

    private static Stream<String> kafkaViolations(DlqConfig config) {
        boolean reads = config.channels().values().stream()
                .anyMatch(channel -> !channel.deadLetterTopics().isEmpty());
        return reads && !config.kafkaClient().containsKey(BOOTSTRAP)
                ? Stream.of("dlq.kafka.bootstrap.servers is missing: channels with dead-letter-topics"
                        + " need Kafka's address, such as localhost:9092")
                : Stream.empty();
    }

    /**
     * Opens the store and starts all channels, by a configuration without violations.
     *
     * @throws io.kafkadlq.api.DlqException if the store does not open
     */
    static Engine start(DlqConfig config, ThreadFactory threads) {
        // What can fail without having opened anything comes first.
        var dialects = DialectRegistry.discoveredBy(EngineAssembly.class.getClassLoader());
        DlqStorage storage = openStorage(config, threads);
        try {
            Engine engine = assemble(config, threads, dialects, storage);
            engine.start();
            return engine;
        } catch (RuntimeException | Error failed) {
            storage.close();
            throw failed;
        }
    }

    private static DlqStorage openStorage(DlqConfig config, ThreadFactory threads) {
        return factories().stream()
                .filter(factory -> factory.type().equals(config.store().type()))
                .findFirst()
                .orElseThrow()
                .open(config.store(), new NamedThreads(threads, "dlq-store"), RecordIds.clock());
    }

    private static Engine assemble(
            DlqConfig config, ThreadFactory threads, DialectRegistry dialects, DlqStorage storage) {
        var settings = new ClientSettings(config.kafkaClient());
        var publisher = new KafkaPublisher(
                settings, config.nodeId(), redriveTimeout(config), new NamedThreads(threads, "dlq-redrive"));
        var sources = new KafkaSources(settings, dialects, config.nodeId(), threads);
        return new Engine(config, new Engine.Parts(storage, publisher, dialects, sources, threads, RecordIds.clock()));
    }

    /** One producer serves all channels, so it waits as long as the most patient of them. */
    private static Duration redriveTimeout(DlqConfig config) {
        return config.channels().values().stream()
                .map(ChannelConfig::redrive)
                .map(RedriveConfig::timeout)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** What lies beside us, in EAR/lib, WEB-INF/lib or on the class path; never what another application brings. */
    private static List<DlqStorageFactory> factories() {
        return ServiceLoader.load(DlqStorageFactory.class, EngineAssembly.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
