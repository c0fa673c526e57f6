package io.kafkadlq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.PayloadState;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.rig.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** A topic full of what nobody should write, and the product without a server: plain Java, an H2 file. */
@ExtendWith(SharedBroker.class)
@TestInstance(Lifecycle.PER_CLASS)
class OddLettersIT {

    private static final String TOPIC = "odd-letters-dlt";
    private static final int GARBAGE = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<ProducerRecord<byte[], byte[]>> letters = letters();
    private DlqRuntime dlq;

    @BeforeAll
    void takeThemIn(KafkaBroker broker) throws Exception {
        createTopicForLargeRecords(broker);
        dlq = DlqHandler.builder()
                .setting("dlq.kafka.bootstrap.servers", broker.bootstrapServers())
                .setting("dlq.channel.default.dead-letter-topics", TOPIC)
                .setting("dlq.store.jdbc.url", "jdbc:h2:file:" + Path.of(System.getProperty("it.work"), "odd/dlq"))
                .build();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrapServers(), "max.request.size", 2 << 20, "compression.type", "lz4");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            letters.forEach(producer::send);
        }
        await().atMost(PATIENCE).until(() -> dlq.desk().metrics().get("default").stored() >= letters.size());
    }

    @AfterAll
    void stop() {
        if (dlq != null) {
            dlq.close();
        }
    }

    private static void createTopicForLargeRecords(KafkaBroker broker) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("max.message.bytes", "4194304"));
            admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> letters() {
        var letters = new ArrayList<ProducerRecord<byte[], byte[]>>();
        letters.add(letter(null, new byte[] {1}, List.of()));
        letters.add(letter(new byte[0], new byte[0], List.of()));
        letters.add(letter(new byte[] {1}, null, List.of()));
        letters.add(letter(null, null, List.of()));
        // A value of no bytes to spare, that no compression makes smaller.
        byte[] large = new byte[1 << 20];
        new Random(3).nextBytes(large);
        letters.add(letter(new byte[] {2}, large, List.of()));
        Letter.ofEachDialect("odd-letters").forEach(known -> letters.add(known.on(TOPIC)));
        letters.add(letter(
                null,
                new byte[] {3},
                List.of(text("dlq-origin-topic", "odd-letters"), text("dlq-redrive-count", "2"))));
        var random = new Random(11);
        for (int i = 0; i < GARBAGE; i++) {
            letters.add(letter(random.nextBoolean() ? null : bytes(random, 20), bytes(random, 200), garbage(random)));
        }
        return letters;
    }

    /** Real names with wrong values, duplicates, nulls, unpaired surrogates, NULs, and names of nothing. */
    private static List<Header> garbage(Random random) {
        String[] names = {
            "kafka_dlt-original-partition",
            "kafka_dlt-original-offset",
            "kafka_dlt-exception-stacktrace",
            "kafka_dlt-exception-message",
            "dead-letter-offset",
            "dead-letter-reason",
            "__connect.errors.partition",
            "__connect.errors.exception.message",
            "dlq-redrive-count",
            "dlq-origin-topic",
            "",
            "\u0000",
            "x".repeat(5000)
        };
        var headers = new ArrayList<Header>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            headers.add(new RecordHeader(
                    names[random.nextInt(names.length)], random.nextInt(5) == 0 ? null : bytes(random, 40)));
        }
        return headers;
    }

    private static byte[] bytes(Random random, int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Header text(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static ProducerRecord<byte[], byte[]> letter(byte[] key, byte[] value, List<Header> headers) {
        return new ProducerRecord<>(TOPIC, null, key, value, headers);
    }

    private static <T> T value(CompletionStage<StorageResult<T>> stage) {
        return ((StorageResult.Success<T>) stage.toCompletableFuture().join()).value();
    }

    /** All records in the order of their offsets. */
    private List<DlqRecord> stored() {
        var found = new ArrayList<DlqRecord>();
        for (RecordSummary summary : value(dlq.desk()
                        .query(QueryCriteria.everything().onTopic(TOPIC).limitedTo(500)))
                .items()) {
            found.add(value(dlq.desk().reveal(summary.id(), "test")));
        }
        found.sort((one, other) ->
                Long.compare(one.source().offset(), other.source().offset()));
        return found;
    }

    @Test
    @DisplayName("Each letter is stored as it was sent, to the byte")
    void shouldKeepEveryByte() {
        List<DlqRecord> stored = stored();

        assertThat(stored).hasSameSizeAs(letters);
        for (int i = 0; i < letters.size(); i++) {
            var sent = letters.get(i);
            var payload = stored.get(i).payload();
            assertThat(payload.key().orElse(null)).isEqualTo(sent.key());
            assertThat(payload.value().orElse(null)).isEqualTo(sent.value());
            assertThat(payload.headers()).isEqualTo(DlqHeaders.copyOf(sent.headers()));
        }
    }

    @Test
    @DisplayName("Null and empty keys and values stay four different things")
    void shouldTellNullFromEmpty() {
        List<DlqRecord> stored = stored();

        assertThat(stored.get(0).payload().key()).isEmpty();
        assertThat(stored.get(1).payload().key())
                .hasValueSatisfying(key -> assertThat(key).isEmpty());
        assertThat(stored.get(1).payload().state()).isEqualTo(PayloadState.FULL);
        assertThat(stored.get(2).payload().state()).isEqualTo(PayloadState.TOMBSTONE);
    }

    @Test
    @DisplayName("What could be read is read, and what could not is flagged in words")
    void shouldFlagWhatItCannotRead() {
        List<DlqRecord> stored = stored();

        assertThat(stored.subList(5, 9))
                .extracting(record -> record.origin().topic().orElse("unknown"))
                .containsOnly("odd-letters");
        assertThat(stored.get(8).metadata().redriveCount()).isEqualTo(2);
        assertThat(stored)
                .filteredOn(OddLettersIT::hasAPartitionThatIsNone)
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record.summary().problems())
                        .anySatisfy(problem -> assertThat(problem).contains("kafka_dlt-original-partition")));
        assertThat(dlq.desk().metrics().get("default").unreadable()).isPositive();
    }

    private static boolean hasAPartitionThatIsNone(DlqRecord record) {
        List<DlqHeader> named = record.payload().headers().list().stream()
                .filter(header -> header.name().equals("kafka_dlt-original-partition"))
                .toList();
        return named.size() == 1 && !named.get(0).isNull() && named.get(0).sizeBytes() != 4;
    }
}
