package io.kafkadlq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.ChannelState;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.event.BreakerChanged;
import io.kafkadlq.api.event.ChannelPaused;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.api.event.FloodChanged;
import io.kafkadlq.api.flow.AdaptiveBackpressureStrategy;
import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.flow.DoorStatus;
import io.kafkadlq.api.model.PartitionStatistics;
import io.kafkadlq.rig.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** A channel in trouble, on a real topic: it slows its source down, spares what it depends on, and comes back by itself. */
@ExtendWith(SharedBroker.class)
class FlowControlIT {

    private static final int PARTITIONS = 6;
    private static final int KEYS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Handled(String key, int number) {}

    private final Queue<DlqEvent> events = new ConcurrentLinkedQueue<>();
    private final Queue<Handled> handled = new ConcurrentLinkedQueue<>();
    private KafkaBroker broker;
    private String topic;
    private DlqRuntime running;

    @BeforeEach
    void createTopic(KafkaBroker shared, TestInfo test) {
        broker = shared;
        topic = "flow-" + test.getTestMethod().orElseThrow().getName();
        broker.createTopics(PARTITIONS, topic);
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    private void start(Map<String, String> settings, RecordHandler handler) {
        var builder = DlqHandler.builder()
                .setting("dlq.kafka.bootstrap.servers", broker.bootstrapServers())
                .setting("dlq.store.type", "memory")
                .setting("dlq.channels", "orders")
                .setting("dlq.channel.orders.processing.topics", topic)
                .setting("dlq.channel.orders.processing.consumer-group", topic)
                // What becomes of dead letters is other tests' business.
                .setting("dlq.channel.orders.retry.by", "nobody")
                .listener(events::add);
        settings.forEach((key, value) -> builder.setting("dlq.channel.orders." + key, value));
        running = builder.handler("orders", handler).build();
    }

    private void produce(int from, int to) {
        // One at a time: where a topic is new, a first batch that comes too early must not be overtaken by a second.
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "linger.ms",
                5,
                "max.in.flight.requests.per.connection",
                1);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = from; i < to; i++) {
                producer.send(new ProducerRecord<>(topic, i % PARTITIONS, bytes("key-" + i % KEYS), bytes("" + i)));
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        handled.add(new Handled(text(record.key()), Integer.parseInt(text(record.value()))));
    }

    private void assertHandledOnceInKeyOrder() {
        assertThat(handled).doesNotHaveDuplicates();
        Map<String, Integer> latest = new HashMap<>();
        assertThat(handled).allSatisfy(one -> assertThat(latest.put(one.key(), one.number()))
                .satisfiesAnyOf(before -> assertThat(before).isNull(), before -> assertThat(before)
                        .isLessThan(one.number())));
    }

    private long deadLetters() {
        return running.desk().metrics().get("orders").stored();
    }

    private BreakerState breaker() {
        return running.control("orders").flow().breaker().orElseThrow().state();
    }

    private DoorStatus door() {
        return running.control("orders").flow().handler().orElseThrow();
    }

    private List<BreakerState> breakerStates() {
        return events.stream()
                .filter(BreakerChanged.class::isInstance)
                .map(event -> ((BreakerChanged) event).to())
                .toList();
    }

    @Test
    void shouldCallWhatIsDownOnlyToFindOutAndBurnNoAttempts() throws Exception {
        int records = 600;
        int workers = 4;
        int probes = 3;
        try (var shop = new Dependency()) {
            start(
                    Map.of(
                            "processing.concurrency", "" + workers,
                            "circuit-breaker.window-calls", "20",
                            "circuit-breaker.minimum-calls", "10",
                            "circuit-breaker.open-for", "PT0.5S",
                            "circuit-breaker.probes", "" + probes),
                    RecordHandler.each(record -> {
                        shop.call();
                        note(record);
                    }));
            produce(0, records / 2);
            await().atMost(PATIENCE).until(() -> handled.size() == records / 2);

            shop.isDown(true);
            produce(records / 2, records);
            await().atMost(PATIENCE)
                    .until(() -> breakerStates().stream()
                                    .filter(BreakerState.OPEN::equals)
                                    .count()
                            >= 4);
            long opened =
                    breakerStates().stream().filter(BreakerState.OPEN::equals).count();
            int failedCalls = shop.refused();
            shop.isDown(false);

            await().atMost(PATIENCE).until(() -> breaker() == BreakerState.CLOSED);
            await().atMost(PATIENCE).until(() -> handled.size() + deadLetters() == records);

            // The window of 20 was full of successes: ten failures open it, and what the other workers had begun.
            assertThat(failedCalls).isBetween(10, 10 + workers + (int) opened * probes);
            assertThat(deadLetters()).as("one for each call that failed").isEqualTo(shop.refused());
            assertThat(shop.answered()).isEqualTo(handled.size());
            assertThat(breakerStates()).startsWith(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.OPEN);
            assertThat(breakerStates()).endsWith(BreakerState.HALF_OPEN, BreakerState.CLOSED);
            assertHandledOnceInKeyOrder();
        }
    }

    @Test
    void shouldPauseAChannelWhoseTopicIsInFlood() {
        int records = 3000;
        var broken = new AtomicBoolean(true);
        start(
                Map.of(
                        "circuit-breaker.enabled", "false",
                        "rate-limit.permits-per-second", "300",
                        "flood-guard.action", "pause",
                        "flood-guard.window", "PT1S",
                        "flood-guard.minimum-records", "50"),
                RecordHandler.each(record -> {
                    if (broken.get()) {
                        throw new IllegalStateException("defect");
                    }
                    note(record);
                }));
        produce(0, records);

        await().atMost(PATIENCE).until(() -> running.control("orders").state() == ChannelState.PAUSED);
        await().atMost(PATIENCE)
                .until(() -> running.control("orders").statistics().underWay() == 0);
        long flooded = deadLetters();
        assertThat(flooded).isBetween(50L, records - 1L);
        assertThat(events).anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(FloodChanged.class, flood -> {
            assertThat(flood.topic()).isEqualTo(topic);
            assertThat(flood.flooded()).isTrue();
        }));
        assertThat(events).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(ChannelPaused.class, paused -> assertThat(paused.reason())
                        .contains(topic)));

        broken.set(false);
        running.control("orders").unlimitRate();
        running.control("orders").resume();
        await().atMost(PATIENCE).until(() -> handled.size() == records - flooded);
    }

    @Test
    void shouldGiveEachPartitionItsTurnUnderARateLimit() throws Exception {
        int watched = 600;
        var seen = new CountDownLatch(watched);
        start(Map.of("rate-limit.permits-per-second", "400"), RecordHandler.each(record -> seen.countDown()));
        produce(0, watched * PARTITIONS);

        assertThat(seen.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        List<PartitionStatistics> partitions =
                running.control("orders").statistics().partitions();
        assertThat(partitions).hasSize(PARTITIONS);
        assertThat(partitions).allSatisfy(partition -> assertThat(partition.read())
                .as("records of partition %s", partition.partition())
                .isGreaterThan(watched / PARTITIONS / 3));
    }

    @Test
    void shouldLetInLessWhileAHandlerIsSlowAndAllOfItAfterwards() {
        int records = 15_000;
        var slow = new AtomicBoolean();
        var never = new CountDownLatch(1);
        start(
                Map.of(
                        "processing.concurrency", "4",
                        "backpressure.strategy", "adaptive",
                        "backpressure.target-time", "PT0.1S",
                        "backpressure.window", "PT0.5S"),
                RecordHandler.each(record -> {
                    never.await(slow.get() ? 20 : 1, TimeUnit.MILLISECONDS);
                    note(record);
                }));
        produce(0, records);
        await().atMost(PATIENCE).until(() -> handled.size() > records / 3);

        slow.set(true);
        await().atMost(PATIENCE).until(() -> door().acceptance() < 0.5);
        assertThat(door().acceptance()).isGreaterThanOrEqualTo(AdaptiveBackpressureStrategy.LEAST);
        assertThat(door().reason()).contains("pending");

        slow.set(false);
        await().atMost(PATIENCE).until(() -> handled.size() == records);
        await().atMost(PATIENCE).until(() -> door().acceptance() == 1);
        assertHandledOnceInKeyOrder();
    }
}
