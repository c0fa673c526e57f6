package io.kafkadlq.core.config;

import io.kafkadlq.api.ChannelSteps;
import io.kafkadlq.api.DlqRuntimeBuilder;
import io.kafkadlq.api.config.CopyMode;
import io.kafkadlq.api.config.Partitioning;
import io.kafkadlq.api.config.PayloadStore;
import io.kafkadlq.api.config.SchemaManagement;
import io.kafkadlq.api.config.TuningPreset;
import io.kafkadlq.api.config.WaitStrategyType;
import io.kafkadlq.api.dsl.PerformanceSteps;
import io.kafkadlq.api.dsl.ProcessingSteps;
import io.kafkadlq.api.dsl.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A step of the builder as a user takes it, and what it is to set.
 *
 * @param place where it is taken
 * @param name of the method
 * @param sets keys and values; those of a channel without their prefix
 */
record Step(String place, String name, Consumer<DlqRuntimeBuilder> taken, List<String> sets) {

    static final String CHANNEL = "c";

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** What it sets, by keys in full. */
    Map<String, String> settings() {
        return sets.stream()
                .map(setting -> setting.startsWith("dlq.") ? setting : KnownKeys.CHANNEL + CHANNEL + "." + setting)
                .collect(Collectors.toMap(
                        setting -> setting.substring(0, setting.indexOf('=')),
                        setting -> setting.substring(setting.indexOf('=') + 1),
                        (one, other) -> other,
                        TreeMap::new));
    }

    @Override
    public String toString() {
        return place + " " + name + " " + sets;
    }

    /** Each step there is. */
    static List<Step> all() {
        return Stream.of(builder(), storage(), channel(), performance(), processing(), ProtectionSteps.all())
                .flatMap(steps -> steps)
                .toList();
    }

    private static Stream<Step> builder() {
        return Stream.of(
                new Step("", "kafka", b -> b.kafka("k:1"), List.of("dlq.kafka.bootstrap.servers=k:1")),
                new Step("", "kafkaProperty", b -> b.kafkaProperty("acks", "all"), List.of("dlq.kafka.acks=all")),
                new Step("", "nodeId", b -> b.nodeId("n1"), List.of("dlq.node-id=n1")),
                new Step("", "drainTimeout", b -> b.drainTimeout(SECOND), List.of("dlq.drain-timeout=PT1S")),
                new Step("", "lease", b -> b.lease(SECOND), List.of("dlq.lease=PT1S")));
    }

    private static Step store(String name, Storage storage, String... sets) {
        return new Step("storage", name, b -> b.storage(storage), List.of(sets));
    }

    private static Stream<Step> storage() {
        var jpa = "dlq.store.type=jpa";
        return Stream.of(
                store("inMemory", Storage.inMemory(), "dlq.store.type=memory"),
                store("jpa", Storage.jpa(), jpa),
                store("jpa", Storage.jpa("jdbc:u"), jpa, "dlq.store.jdbc.url=jdbc:u"),
                store(
                        "jpa",
                        Storage.jpa("jdbc:u", "me", "x"),
                        jpa,
                        "dlq.store.jdbc.url=jdbc:u",
                        "dlq.store.jdbc.user=me",
                        "dlq.store.jdbc.password=x"),
                store("dataSource", Storage.dataSource("jdbc/x"), jpa, "dlq.store.datasource=jdbc/x"),
                store("jpa().poolSize", Storage.jpa().poolSize(4), jpa, "dlq.store.jdbc.pool-size=4"),
                store("jpa().copy", Storage.jpa().copy(CopyMode.OFF), jpa, "dlq.store.jdbc.copy=off"),
                store(
                        "jpa().partitions",
                        Storage.jpa().partitions(Partitioning.MONTHLY),
                        jpa,
                        "dlq.store.jdbc.partitions=monthly"),
                store(
                        "jpa().schemaManagement",
                        Storage.jpa().schemaManagement(SchemaManagement.CREATE_OR_UPGRADE),
                        jpa,
                        "dlq.store.schema-management=create-or-upgrade"));
    }

    private static Step channel(String name, Consumer<ChannelSteps> taken, String... sets) {
        return new Step("channel", name, b -> b.channel(CHANNEL, taken), List.of(sets));
    }

    private static Stream<Step> channel() {
        return Stream.of(
                channel(
                        "deadLetterTopics",
                        c -> c.deadLetterTopics("a", "pattern:b{1,2}"),
                        "dead-letter-topics=a,pattern:b{1\\,2}"),
                channel("consumerGroup", c -> c.consumerGroup("g"), "consumer-group=g"),
                channel("consumers", c -> c.consumers(0), "consumers=0"),
                channel("startsPaused", ChannelSteps::startsPaused, "initially-paused=true"),
                channel("startsReading", ChannelSteps::startsReading, "initially-paused=false"),
                channel("indexedHeaders", c -> c.indexedHeaders("tenant", "trace"), "indexed-headers=tenant,trace"),
                channel("payload", c -> c.payload(PayloadStore.REFERENCE), "payload.store=reference"));
    }

    private static Step performance(String name, Consumer<PerformanceSteps> taken, String... sets) {
        return new Step("performance", name, b -> b.channel(CHANNEL, c -> c.performance(taken)), List.of(sets));
    }

    private static Stream<Step> performance() {
        return Stream.of(
                performance("highThroughput", PerformanceSteps::highThroughput, "tuning.preset=high-throughput"),
                performance("lowLatency", PerformanceSteps::lowLatency, "tuning.preset=low-latency"),
                performance("preset", p -> p.preset(TuningPreset.DEFAULT), "tuning.preset=default"),
                performance("recordsPerSecond", p -> p.recordsPerSecond(9000), "tuning.records-per-second=9000"),
                performance("latency", p -> p.latency(Duration.ofMillis(20)), "tuning.latency=PT0.02S"),
                performance("parallelism", p -> p.parallelism(16), "processing.concurrency=16"),
                performance("bufferSize", p -> p.bufferSize(65_536), "buffer.size=65536"),
                performance("bufferBytes", p -> p.bufferBytes(5_000_000_000L), "buffer.max-bytes=5000000000"),
                performance(
                        "waitStrategy",
                        p -> p.waitStrategy(WaitStrategyType.BUSY_SPIN),
                        "buffer.wait-strategy=busy-spin"),
                performance("readers", p -> p.readers(2), "buffer.readers=2"),
                performance("batchSize", p -> p.batchSize(500), "batch.max-size=500"),
                performance("batchSize", p -> p.batchSize(10, 500), "batch.min-size=10", "batch.max-size=500"),
                performance("batchLatency", p -> p.batchLatency(SECOND), "batch.target-latency=PT1S"),
                performance("batchAge", p -> p.batchAge(SECOND), "batch.max-age=PT1S"),
                performance("writers", p -> p.writers(3), "batch.writers=3"),
                performance("storeRetryPause", p -> p.storeRetryPause(SECOND), "batch.retry-pause=PT1S"),
                performance(
                        "threadPlacement", p -> p.threadPlacement("openhft"), "processing.thread-placement=openhft"));
    }

    private static Step processing(String name, Consumer<ProcessingSteps> taken, String... sets) {
        return new Step("processing", name, b -> b.channel(CHANNEL, c -> c.processing(taken)), List.of(sets));
    }

    private static Stream<Step> processing() {
        return Stream.of(
                processing("topics", p -> p.topics("a", "b"), "processing.topics=a,b"),
                processing("consumerGroup", p -> p.consumerGroup("g"), "processing.consumer-group=g"),
                processing("consumers", p -> p.consumers(2), "processing.consumers=2"),
                processing("parallel", ProcessingSteps::parallel, "processing.mode=parallel"),
                processing("hybrid", ProcessingSteps::hybrid, "processing.mode=hybrid"),
                processing("batch", ProcessingSteps::batch, "processing.mode=batch"),
                processing("orderByKey", ProcessingSteps::orderByKey, "order=key"),
                processing("orderByPartition", ProcessingSteps::orderByPartition, "order=partition"),
                processing("unordered", ProcessingSteps::unordered, "order=unordered"),
                processing("maxBatch", p -> p.maxBatch(50), "processing.max-batch=50"),
                processing("maxWaiting", p -> p.maxWaiting(50), "processing.max-waiting=50"),
                processing("maxUnderWay", p -> p.maxUnderWay(500), "processing.max-under-way=500"));
    }
}
