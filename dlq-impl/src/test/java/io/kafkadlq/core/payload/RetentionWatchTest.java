package io.kafkadlq.core.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.PayloadRisk;
import io.kafkadlq.core.buffer.LogCapture;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.payload.TopicLook.Keeps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RetentionWatchTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;

    private final LyingRecords topics = new LyingRecords();

    private RetentionWatch watch(Map<String, String> keys) {
        return new RetentionWatch(Configured.by(keys).channels(), new Payloads(Optional.of(topics)));
    }

    private RetentionWatch ofOrders() {
        return watch(Map.of(
                "dlq.channels", "orders,other",
                "dlq.channel.orders.dead-letter-topics", "pattern:orders.*",
                "dlq.channel.orders.payload.store", "reference",
                "dlq.channel.orders.retention.expire-after", "P10D",
                "dlq.channel.other.dead-letter-topics", "other-dlt"));
    }

    private static Keeps keeps(String topic, Duration age) {
        return new Keeps(topic, Optional.of(age), OptionalLong.empty(), false);
    }

    private static List<PayloadRisk> orders(RetentionWatch watch) {
        return watch.risks().getOrDefault("orders", List.of());
    }

    @Test
    void shouldWarnWithBothFiguresOfATopicThatForgetsTooSoon() {
        var watch = ofOrders();
        topics.says(new TopicLook(
                List.of(keeps("orders-dlt", Duration.ofDays(7)), keeps("orders-2-dlt", Duration.ofDays(10))),
                List.of()));
        try (var log = new LogCapture("io.kafkadlq.payload")) {
            watch.pulse(0);

            assertThat(log.lines()).singleElement().asString().startsWith("WARNING DLQ-1001");
        }
        assertThat(orders(watch)).singleElement().satisfies(risk -> {
            assertThat(risk.topic()).isEqualTo("orders-dlt");
            assertThat(risk.detail()).contains("7 days", "10 days");
            assertThat(risk.remedy())
                    .contains("retention.ms to 864000000", "dlq.channel.orders.retention.expire-after", "to full");
        });
    }

    @Test
    void shouldWarnOfTopicsBoundByBytesAndOfCompactedOnes() {
        var watch = ofOrders();
        topics.says(new TopicLook(
                List.of(
                        new Keeps("orders-a", Optional.empty(), OptionalLong.of(4096), false),
                        new Keeps("orders-b", Optional.empty(), OptionalLong.empty(), true),
                        new Keeps("orders-c", Optional.empty(), OptionalLong.empty(), false),
                        new Keeps("other-dlt", Optional.empty(), OptionalLong.empty(), true)),
                List.of()));

        watch.pulse(0);

        assertThat(orders(watch)).extracting(PayloadRisk::topic).containsExactly("orders-a", "orders-b");
        assertThat(orders(watch).get(0).detail()).contains("4096 bytes");
        assertThat(orders(watch).get(1).remedy()).contains("cleanup.policy to delete");
        assertThat(watch.risks()).containsOnlyKeys("orders");
    }

    @Test
    void shouldLookEachHourAndTakeBackWhatWasPutRight() {
        var watch = ofOrders();
        topics.says(new TopicLook(List.of(keeps("orders-dlt", Duration.ofDays(7))), List.of()));
        watch.pulse(0);
        watch.pulse(HOUR - 1);
        assertThat(topics.looks()).isEqualTo(1);

        topics.says(new TopicLook(List.of(keeps("orders-dlt", Duration.ofDays(30))), List.of()));
        watch.pulse(HOUR);

        assertThat(topics.looks()).isEqualTo(2);
        assertThat(orders(watch)).isEmpty();
    }

    @Test
    void shouldSayOnceThatItMayNotLookOrCannotAndGoOn() {
        var watch = ofOrders();
        topics.saysNothing();
        try (var log = new LogCapture("io.kafkadlq.payload")) {
            watch.pulse(0);
            watch.pulse(SECOND);
            watch.pulse(62 * SECOND);
            topics.says(new TopicLook(List.of(), List.of("orders-dlt")));
            watch.pulse(63 * SECOND);
            watch.pulse(124 * SECOND);
            watch.pulse(124 * SECOND + HOUR);

            assertThat(topics.looks()).isEqualTo(4);
            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0)).startsWith("WARNING DLQ-1003");
            assertThat(log.lines().get(1)).startsWith("WARNING DLQ-1002");
        }
    }

    @Test
    void shouldAskNothingWhereNoChannelRefersToTopics() {
        var full = watch(Map.of("dlq.channel.default.dead-letter-topics", "orders-dlt"));
        var fromCode = watch(Map.of("dlq.channel.default.payload.store", "reference"));

        full.pulse(0);
        fromCode.pulse(0);

        assertThat(topics.looks()).isZero();
    }
}
