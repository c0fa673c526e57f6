package io.kafkadlq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.ChannelState;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.model.PartitionStatistics;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.rig.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** A channel's handler on a real topic, without a server: what it fails on becomes a dead letter, nothing is lost. */
@ExtendWith(SharedBroker.class)
class HandlingIT {

    private static final int PARTITIONS = 6;
    private static final int KEYS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Handled(String by, int partition, String key, long offset) {}

    private final Queue<Handled> handled = new ConcurrentLinkedQueue<>();
    private final List<DlqRuntime> running = new ArrayList<>();
    private KafkaBroker broker;
    private String topic;

    @BeforeEach
    void createTopic(KafkaBroker shared, TestInfo test) throws Exception {
        broker = shared;
        topic = "handling-" + test.getTestMethod().orElseThrow().getName();
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void stop() {
        running.forEach(DlqRuntime::close);
    }

    private DlqRuntime start(String name, Map<String, String> settings, RecordHandler handler) {
        var builder = DlqHandler.builder()
                .setting("dlq.kafka.bootstrap.servers", broker.bootstrapServers())
                .setting("dlq.store.type", "memory")
                .setting("dlq.node-id", name)
                .setting("dlq.channels", "orders")
                .setting("dlq.channel.orders.processing.topics", topic)
                .setting("dlq.channel.orders.processing.consumer-group", topic)
                // What becomes of dead letters is other tests' business.
                .setting("dlq.channel.orders.retry.by", "nobody");
        settings.forEach((key, value) -> builder.setting("dlq.channel.orders." + key, value));
        DlqRuntime started = builder.handler("orders", handler).build();
        running.add(started);
        return started;
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
                producer.send(new ProducerRecord<>(topic, bytes("key-" + i % KEYS), bytes("order-" + i)));
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void note(String by, ConsumerRecord<byte[], byte[]> record) {
        handled.add(
                new Handled(by, record.partition(), new String(record.key(), StandardCharsets.UTF_8), record.offset()));
    }

    private void assertHandledOnceInKeyOrder(int records) {
        assertThat(handled.stream()
                        .map(one -> one.partition() + "@" + one.offset())
                        .toList())
                .hasSize(records)
                .doesNotHaveDuplicates();
        Map<String, Long> latest = new HashMap<>();
        assertThat(handled).allSatisfy(one -> {
            Long before = latest.put(one.key(), one.offset());
            assertThat(before == null || before < one.offset()).isTrue();
        });
    }

    private long committed() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(topic)
                    .partitionsToOffsetAndMetadata()
                    .get(30, TimeUnit.SECONDS);
            return offsets.values().stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    @Test
    void shouldHandleEachRecordAndMakeDeadLettersOfWhatFails() throws Exception {
        var dlq = start("one", Map.of("processing.concurrency", "16"), RecordHandler.each(record -> {
            note("one", record);
            if (record.offset() % 10 == 0) {
                throw new IllegalStateException("no stock for " + record.offset());
            }
        }));

        produce(0, 20_000);

        await().atMost(PATIENCE).until(() -> committed() == 20_000);
        assertHandledOnceInKeyOrder(20_000);
        long failing = handled.stream().filter(one -> one.offset() % 10 == 0).count();
        assertThat(dlq.desk().metrics().get("orders").stored()).isEqualTo(failing);
        var statistics = dlq.control("orders").statistics();
        assertThat(statistics.failed()).isEqualTo(failing);
        assertThat(statistics.handled()).isEqualTo(20_000 - failing);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        dlq.control("orders").statistics().partitions())
                .hasSize(PARTITIONS)
                .extracting(PartitionStatistics::underWay)
                .containsOnly(0L));
        RecordSummary letter = anyDeadLetter(dlq);
        assertThat(letter.origin().topic()).contains(topic);
        assertThat(letter.failure().message().orElseThrow().toString()).startsWith("no stock for ");
    }

    private static RecordSummary anyDeadLetter(DlqRuntime dlq) throws Exception {
        var page = dlq.desk()
                .query(QueryCriteria.everything())
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return ((StorageResult.Success<Page<RecordSummary>>) page)
                .value()
                .items()
                .get(0);
    }

    /** Consumers come and go in good order: a record begun is ended before its partition moves on. */
    @Test
    void shouldRunNothingTwiceAndKeepOrderThroughRebalancesAndStops() throws Exception {
        Map<String, String> settings = Map.of("processing.concurrency", "32");
        start("one", settings, RecordHandler.each(record -> work("one", record)));
        start("two", settings, RecordHandler.each(record -> work("two", record)));
        var sent = new AtomicInteger();
        // Records go on coming while the second consumer joins and the first leaves.
        await().atMost(PATIENCE).until(() -> {
            produce(sent.get(), sent.addAndGet(500));
            return handledBy().size() == 2;
        });
        produce(sent.get(), sent.addAndGet(5_000));
        running.get(0).close();

        await().atMost(PATIENCE).until(() -> committed() == sent.get());
        assertHandledOnceInKeyOrder(sent.get());
    }

    private Set<String> handledBy() {
        return handled.stream().map(Handled::by).collect(Collectors.toSet());
    }

    private void work(String by, ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        note(by, record);
        TimeUnit.MILLISECONDS.sleep(record.offset() % 3);
    }

    @Test
    void shouldRestWhenDrainedAndGoOnWhenResumed() throws Exception {
        var dlq = start("one", Map.of("initially-paused", "true"), RecordHandler.each(record -> note("one", record)));
        var control = dlq.control("orders");
        produce(0, 1_000);
        assertThat(control.state()).isEqualTo(ChannelState.PAUSED);

        control.resume();
        await().atMost(PATIENCE).until(() -> !handled.isEmpty());
        assertThat(control.drain(PATIENCE)).isTrue();
        int atRest = handled.size();
        produce(1_000, 2_000);
        assertThat(control.drain(PATIENCE)).isTrue();
        assertThat(handled).hasSize(atRest);

        control.resume();

        await().atMost(PATIENCE).until(() -> committed() == 2_000);
        assertHandledOnceInKeyOrder(2_000);
    }

    @Test
    void shouldKeepReadingPartitionsWhoseKeysAreNotStuck() throws Exception {
        var stuck = new CountDownLatch(1);
        var dlq = start(
                "one",
                Map.of("processing.concurrency", "4", "processing.max-waiting", "10"),
                RecordHandler.each(record -> {
                    if (record.partition() == 0) {
                        stuck.await();
                    }
                    note("one", record);
                }));
        produce(0, 6_000);

        await().atMost(PATIENCE).until(() -> dlq.control("orders").statistics().partitions().stream()
                .anyMatch(PartitionStatistics::paused));
        stuck.countDown();

        await().atMost(PATIENCE).until(() -> committed() == 6_000);
        assertHandledOnceInKeyOrder(6_000);
    }

    @Test
    void shouldHandleAsynchronouslyAndInLists() throws Exception {
        start(
                "async",
                Map.of(),
                RecordHandler.async(record -> CompletableFuture.runAsync(() -> note("async", record))));
        produce(0, 5_000);
        await().atMost(PATIENCE).until(() -> committed() == 5_000);
        running.get(0).close();

        start(
                "lists",
                Map.of("processing.mode", "hybrid"),
                RecordHandler.lists(records -> records.forEach(record -> note("lists", record))));
        produce(5_000, 10_000);

        await().atMost(PATIENCE).until(() -> committed() == 10_000);
        assertHandledOnceInKeyOrder(10_000);
        assertThat(IntStream.range(0, PARTITIONS).boxed().toList())
                .isEqualTo(handled.stream()
                        .map(Handled::partition)
                        .distinct()
                        .sorted()
                        .toList());
    }
}
