package io.kafkadlq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.ChangeCommand;
import io.kafkadlq.api.ChangeResult;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.RedriveCommand;
import io.kafkadlq.api.RedriveResult;
import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.PayloadRisk;
import io.kafkadlq.api.model.PayloadState;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.rig.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A channel that keeps references only, on a real topic and in a real store: bytes come from the topic, until it has them no longer. */
@ExtendWith(SharedBroker.class)
class PayloadReferenceIT {

    private static final int LETTERS = 1000;
    private static final int HANDLED = 900;
    private static final int PARTITIONS = 3;
    private static final String TOPIC = "reference-dlt";
    private static final String SOURCE = "reference-orders";
    private static final String TARGET = "reference-repair";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<Integer, Payload> sent = new ConcurrentHashMap<>();
    private final Map<Integer, Payload> handled = new ConcurrentHashMap<>();
    private final Queue<Integer> refused = new ConcurrentLinkedQueue<>();
    private KafkaBroker broker;
    private DlqRuntime dlq;

    @BeforeEach
    void keep(KafkaBroker shared) {
        broker = shared;
    }

    @AfterEach
    void stop() {
        dlq.close();
    }

    private void start(Map<String, String> settings) {
        var builder = DlqHandler.builder()
                .setting("dlq.kafka.bootstrap.servers", broker.bootstrapServers())
                .setting("dlq.channels", "orders")
                .setting("dlq.channel.orders.payload.store", "reference")
                .setting("dlq.channel.orders.retry.backoff", "fixed:PT0.1S")
                .setting("dlq.channel.orders.retry.max-attempts", "2")
                .setting("dlq.channel.orders.circuit-breaker.enabled", "false")
                .setting("dlq.channel.orders.redrive.allowed-topics", TARGET);
        settings.forEach(builder::setting);
        dlq = builder.handler("orders", RecordHandler.each(this::handle)).build();
    }

    /** Knows the record by a header, as key and value may be null. */
    private void handle(ConsumerRecord<byte[], byte[]> record) {
        int number = Integer.parseInt(text(record.headers().lastHeader("number").value()));
        if (number >= HANDLED) {
            refused.add(number);
            throw new IllegalStateException("no stock for " + number);
        }
        handled.put(number, Payload.of(record.key(), record.value(), DlqHeaders.copyOf(record.headers())));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void createTopic(String name, Map<String, String> config) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1).configs(config)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    /** Null keys, deletions, headers twice, without a value and empty, bytes that are no text. */
    private void produce(String topic, int from, int to) {
        var random = new Random(1);
        var settings = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = from; i < to; i++) {
                byte[] value = new byte[random.nextInt(2000)];
                random.nextBytes(value);
                var record = new ProducerRecord<>(
                        topic, i % 7 == 0 ? null : bytes("key-" + i % 50), i % 5 == 0 ? null : value);
                record.headers()
                        .add("trace", bytes("first"))
                        .add("nothing", null)
                        .add("trace", new byte[] {(byte) 0xCA, 0, (byte) i})
                        .add("empty", new byte[0])
                        .add("number", bytes(Integer.toString(i)));
                sent.put(i, Payload.of(record.key(), record.value(), DlqHeaders.copyOf(record.headers())));
                producer.send(record);
            }
        }
    }

    private void deleteAllRecords() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                all.put(new TopicPartition(TOPIC, partition), RecordsToDelete.beforeOffset(-1));
            }
            admin.deleteRecords(all).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static <T> T value(CompletionStage<StorageResult<T>> answer) throws Exception {
        return ((StorageResult.Success<T>) answer.toCompletableFuture().get(30, TimeUnit.SECONDS)).value();
    }

    private List<RecordSummary> stored(DlqStatus... status) throws Exception {
        return value(dlq.desk()
                        .query(QueryCriteria.everything()
                                .withStatuses(Set.of(status))
                                .limitedTo(200)))
                .items();
    }

    private Map<String, Long> byStatus() throws Exception {
        return value(dlq.desk().count(QueryCriteria.everything(), CountBy.STATUS)).groups().stream()
                .collect(Collectors.toMap(group -> group.key().get(0), Counts.Group::records));
    }

    private RedriveResult redrive(RecordId id) throws Exception {
        return dlq.desk()
                .redrive(new RedriveCommand(id, Optional.of(TARGET), OptionalLong.empty(), "anna", "test"))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private int numberOf(DlqRecord record) {
        return record.payload().headers().list().stream()
                .filter(header -> header.name().equals("number"))
                .mapToInt(header -> Integer.parseInt(text(header.value().orElseThrow())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("Handler, redrive and page get every byte from the topic; when that has lost them, the record says so")
    void shouldFetchEachByteFromTheTopicAndSayWhenItIsGone() throws Exception {
        createTopic(TOPIC, Map.of("retention.ms", "86400000"));
        broker.createTopics(1, TARGET);
        produce(TOPIC, 0, LETTERS);
        start(Map.of(
                "dlq.store.jdbc.url",
                "jdbc:h2:mem:reference-" + System.nanoTime() + ";DB_CLOSE_DELAY=-1",
                "dlq.channel.orders.dead-letter-topics",
                TOPIC));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(handled).hasSize(HANDLED);
            assertThat(byStatus()).containsEntry("SUCCESS", (long) HANDLED);
        });
        handled.forEach((number, payload) -> assertThat(payload).isEqualTo(sent.get(number)));
        await().atMost(PATIENCE).until(() -> stored(DlqStatus.FAILED).size() > 1);
        List<RecordSummary> failed = stored(DlqStatus.FAILED);
        assertThat(failed)
                .allMatch(record -> record.payload().state() == PayloadState.POINTER)
                .allMatch(record -> record.metadata().attempts() == 2);
        assertThat(dlq.desk().payloadRisks().get("orders"))
                .singleElement()
                .extracting(PayloadRisk::detail)
                .asString()
                .contains("for 1 day", "30 days");

        RecordId first = failed.get(0).id();
        DlqRecord revealed = value(dlq.desk().reveal(first, "anna"));
        Payload original = sent.get(numberOf(revealed));
        assertThat(revealed.payload()).isEqualTo(original);
        assertThat(revealed.summary().payload()).isEqualTo(original.summary());
        assertThat(redrive(first)).isInstanceOf(RedriveResult.Redriven.class);
        assertThat(new Kafka(broker.bootstrapServers()).read(TARGET))
                .singleElement()
                .satisfies(again -> assertSame(again, original));

        int number = numberOf(value(dlq.desk().reveal(failed.get(1).id(), "anna")));
        deleteAllRecords();
        sayThatItIsGone(failed.get(1), number);
    }

    private static void assertSame(ConsumerRecord<byte[], byte[]> again, Payload original) {
        assertThat(again.key()).isEqualTo(original.key().orElse(null));
        assertThat(again.value()).isEqualTo(original.value().orElse(null));
        List<DlqHeader> kept =
                new ArrayList<>(DlqHeaders.copyOf(again.headers()).list());
        kept.removeIf(header -> header.name().startsWith("dlq-"));
        assertThat(kept).isEqualTo(original.headers().list());
    }

    private void sayThatItIsGone(RecordSummary record, int number) throws Exception {
        var retry = new ChangeCommand(
                record.id(), RecordAction.RETRY, OptionalLong.empty(), ChangeCommand.Turn.IN_ORDER, "anna", "");
        assertThat(dlq.desk().change(retry).toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isInstanceOf(ChangeResult.Changed.class);

        await().atMost(PATIENCE).until(() -> value(dlq.desk().find(record.id())).status() == DlqStatus.FAILED);
        RecordSummary gone = value(dlq.desk().find(record.id()));
        assertThat(gone.failure().message().orElseThrow())
                .startsWith("Its payload is gone: " + record.source() + " is before the first offset");
        assertThat(gone.metadata().attempts()).isEqualTo(3);
        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> value(dlq.desk().find(record.id())).metadata().version()
                        == gone.metadata().version());
        assertThat(refused).filteredOn(called -> called == number).hasSize(2);

        assertThat(stored(DlqStatus.FAILED))
                .filteredOn(listed -> listed.id().equals(record.id()))
                .singleElement()
                .satisfies(listed -> assertThat(listed.payload().state()).isEqualTo(PayloadState.MISSING));
        DlqRecord revealed = value(dlq.desk().reveal(record.id(), "anna"));
        assertThat(revealed.payload().state()).isEqualTo(PayloadState.MISSING);
        assertThat(revealed.summary().problems()).anyMatch(problem -> problem.startsWith("Its payload is gone"));
        assertThat(redrive(record.id()))
                .isInstanceOfSatisfying(RedriveResult.Refused.class, no -> assertThat(no.reason())
                        .isEqualTo(RedriveResult.Reason.PAYLOAD));
    }

    @Test
    @DisplayName("What a handler fails on is fetched from its source topic for the page")
    void shouldReferToTheSourceTopicOfAHandler() throws Exception {
        createTopic(SOURCE, Map.of("retention.bytes", "104857600"));
        produce(SOURCE, HANDLED, HANDLED + 50);
        start(Map.of(
                "dlq.store.type", "memory",
                "dlq.channel.orders.processing.topics", SOURCE,
                "dlq.channel.orders.retry.by", "nobody"));

        await().atMost(PATIENCE).until(() -> stored(DlqStatus.PENDING).size() == 50);

        for (RecordSummary listed : stored(DlqStatus.PENDING)) {
            assertThat(listed.payload().state()).isEqualTo(PayloadState.POINTER);
            DlqRecord revealed = value(dlq.desk().reveal(listed.id(), "anna"));
            assertThat(revealed.payload()).isEqualTo(sent.get(numberOf(revealed)));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dlq.desk().payloadRisks().get("orders"))
                        .singleElement()
                        .extracting(PayloadRisk::remedy)
                        .asString()
                        .contains("retention.bytes to -1"));
    }
}
