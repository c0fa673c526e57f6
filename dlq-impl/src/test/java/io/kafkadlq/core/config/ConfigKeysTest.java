package io.kafkadlq.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.CopyMode;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.config.Partitioning;
import io.kafkadlq.api.config.PayloadStore;
import io.kafkadlq.api.config.ProcessingMode;
import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.api.config.SchemaManagement;
import io.kafkadlq.api.config.TuningPreset;
import io.kafkadlq.api.config.WaitStrategyType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sets each key of the tree once and looks where it comes out. */
class ConfigKeysTest {

    /** Each key, the value it is set to, and where that must come out. */
    static Stream<Arguments> everyKey() {
        return Stream.of(otherKeys(), FlowControlKeys.all(), RetryKeys.all()).flatMap(keys -> keys);
    }

    private static Stream<Arguments> otherKeys() {
        return Stream.of(
                key("dlq.node-id", "node-7", DlqConfig::nodeId, "node-7"),
                key("dlq.drain-timeout", "PT3S", DlqConfig::drainTimeout, Duration.ofSeconds(3)),
                key("dlq.lease", "PT5S", DlqConfig::lease, Duration.ofSeconds(5)),
                key("dlq.channels", "a,b", config -> config.channels().keySet(), Set.of("default", "a", "b")),
                key(
                        "dlq.admin.password",
                        " s3cret ",
                        config -> config.security().adminPassword(),
                        Optional.of(" s3cret ")),
                key(
                        "dlq.security.users",
                        "ann",
                        config -> config.security().users().keySet(),
                        Set.of("ann")),
                key("dlq.metrics.enabled", "false", config -> config.metrics().enabled(), false),
                key("dlq.health.enabled", "false", config -> config.health().enabled(), false),
                key(
                        "dlq.telemetry.enabled",
                        "false",
                        config -> config.telemetry().enabled(),
                        false),
                key("dlq.store.type", "memory", config -> config.store().type(), "memory"),
                key(
                        "dlq.store.datasource",
                        "java:comp/ds",
                        config -> config.store().datasource(),
                        Optional.of("java:comp/ds")),
                key(
                        "dlq.store.schema-management",
                        "VALIDATE",
                        config -> config.store().schemaManagement(),
                        SchemaManagement.VALIDATE),
                key(
                        "dlq.store.jdbc.url",
                        "jdbc:h2:mem:x",
                        config -> config.store().jdbc().url(),
                        Optional.of("jdbc:h2:mem:x")),
                key("dlq.store.jdbc.user", "sa", config -> config.store().jdbc().user(), Optional.of("sa")),
                key(
                        "dlq.store.jdbc.password",
                        "pw",
                        config -> config.store().jdbc().password(),
                        Optional.of("pw")),
                key(
                        "dlq.store.jdbc.pool-size",
                        "9",
                        config -> config.store().jdbc().poolSize(),
                        9),
                key(
                        "dlq.store.jdbc.copy",
                        "off",
                        config -> config.store().jdbc().copy(),
                        CopyMode.OFF),
                key(
                        "dlq.store.jdbc.partitions",
                        "monthly",
                        config -> config.store().jdbc().partitions(),
                        Partitioning.MONTHLY),
                channelKey(
                        "dead-letter-topics",
                        "t-dlt, pattern:.*-dlq",
                        ChannelConfig::deadLetterTopics,
                        List.of("t-dlt", "pattern:.*-dlq")),
                channelKey("consumer-group", "rescue", ChannelConfig::consumerGroup, Optional.of("rescue")),
                channelKey("consumers", "3", ChannelConfig::consumers, 3),
                channelKey("order", "unordered", ChannelConfig::order, ProcessingOrder.UNORDERED),
                channelKey("initially-paused", "TRUE", ChannelConfig::initiallyPaused, true),
                channelKey(
                        "indexed-headers", "tenant, trace", ChannelConfig::indexedHeaders, List.of("tenant", "trace")),
                channelKey(
                        "tuning.preset",
                        "low-latency",
                        channel -> channel.tuning().preset(),
                        TuningPreset.LOW_LATENCY),
                channelKey(
                        "tuning.records-per-second",
                        "5000",
                        channel -> channel.tuning().recordsPerSecond(),
                        Optional.of(5000)),
                channelKey(
                        "tuning.latency",
                        "20ms",
                        channel -> channel.tuning().latency(),
                        Optional.of(Duration.ofMillis(20))),
                channelKey("buffer.size", "2048", channel -> channel.buffer().size(), 2048),
                channelKey(
                        "buffer.max-bytes",
                        "17179869184",
                        channel -> channel.buffer().maxBytes(),
                        17_179_869_184L),
                channelKey(
                        "buffer.wait-strategy",
                        "Busy-Spin",
                        channel -> channel.buffer().waitStrategy(),
                        WaitStrategyType.BUSY_SPIN),
                channelKey("buffer.readers", "2", channel -> channel.buffer().readers(), 2),
                channelKey("batch.min-size", "8", channel -> channel.batch().minSize(), 8),
                channelKey(
                        "batch.target-latency",
                        "50ms",
                        channel -> channel.batch().targetLatency(),
                        Duration.ofMillis(50)),
                channelKey("batch.max-age", "5ms", channel -> channel.batch().maxAge(), Duration.ofMillis(5)),
                channelKey("batch.max-size", "7", channel -> channel.batch().maxSize(), 7),
                channelKey("batch.writers", "4", channel -> channel.batch().writers(), 4),
                channelKey(
                        "batch.retry-pause", "20ms", channel -> channel.batch().retryPause(), Duration.ofMillis(20)),
                channelKey(
                        "processing.topics",
                        "orders",
                        channel -> channel.processing().topics(),
                        List.of("orders")),
                channelKey(
                        "processing.consumer-group",
                        "shop",
                        channel -> channel.processing().consumerGroup(),
                        Optional.of("shop")),
                channelKey(
                        "processing.consumers",
                        "2",
                        channel -> channel.processing().consumers(),
                        2),
                channelKey(
                        "processing.mode",
                        "hybrid",
                        channel -> channel.processing().mode(),
                        ProcessingMode.HYBRID),
                channelKey(
                        "processing.concurrency",
                        "100",
                        channel -> channel.processing().concurrency(),
                        100),
                channelKey(
                        "processing.max-batch",
                        "50",
                        channel -> channel.processing().maxBatch(),
                        50),
                channelKey(
                        "processing.max-waiting",
                        "2048",
                        channel -> channel.processing().maxWaiting(),
                        2048),
                channelKey(
                        "processing.max-under-way",
                        "128",
                        channel -> channel.processing().maxUnderWay(),
                        128),
                channelKey(
                        "processing.thread-placement",
                        "openhft",
                        channel -> channel.processing().threadPlacement(),
                        "openhft"),
                channelKey(
                        "payload.store",
                        "reference",
                        channel -> channel.payload().store(),
                        PayloadStore.REFERENCE),
                channelKey(
                        "redrive.max-count", "0", channel -> channel.redrive().maxCount(), 0),
                channelKey(
                        "redrive.allowed-topics",
                        "a, b",
                        channel -> channel.redrive().allowedTopics(),
                        List.of("a", "b")),
                channelKey("redrive.timeout", "2m", channel -> channel.redrive().timeout(), Duration.ofMinutes(2)),
                channelKey(
                        "redrive.records-per-second",
                        "0",
                        channel -> channel.redrive().recordsPerSecond(),
                        0));
    }

    private static Arguments key(String key, String value, Function<DlqConfig, Object> getter, Object expected) {
        return Arguments.of(key, value, getter, expected);
    }

    static Arguments channelKey(String key, String value, Function<ChannelConfig, Object> getter, Object expected) {
        return key(
                "dlq.channel-defaults." + key,
                value,
                config -> getter.apply(config.channels().get("default")),
                expected);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("everyKey")
    void shouldReadEachKey(String key, String value, Function<DlqConfig, Object> getter, Object expected) {
        var settings = Map.of(key, value, "dlq.security.user.ann.password", "needed if ann is named");
        var reader = new ConfigReader(name -> Optional.ofNullable(settings.get(name)), List.of(), List.of(key));

        var reading = reader.read();

        assertThat(getter.apply(reading.config())).isEqualTo(expected);
        assertThat(reading.warnings()).isEmpty();
    }

    @Test
    void shouldHaveATestForEachKey() {
        var tested = everyKey().map(arguments -> (String) arguments.get()[0]);

        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(
                        KnownKeys.of(List.of(), List.of(), List.of()).keys());
    }
}
