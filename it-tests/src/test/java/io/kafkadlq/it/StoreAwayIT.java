package io.kafkadlq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.Submission;
import io.kafkadlq.api.flow.DoorStatus;
import io.kafkadlq.api.flow.PressureState;
import io.kafkadlq.api.health.Health;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.rig.KafkaBroker;
import io.kafkadlq.rig.PostgresServer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database goes away under the intake: the partitions pause, the consumer stays, and all is there in the end. */
@ExtendWith(SharedBroker.class)
class StoreAwayIT {

    private static final String TOPIC = "store-away.DLT";
    private static final String GROUP = "dlq-default";
    private static final int PARTITIONS = 3;
    private static final int LETTERS = 30_000;
    private static final int MAX_PENDING = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path HOME = Path.of(System.getProperty("it.work"), "store-away-" + System.nanoTime());

    /** What the database holds of the topic. */
    private record Held(long rows, long positions) {}

    @Test
    @DisplayName("The database is away longer than a poll may take: no rebalance, bounded, nothing lost or doubled")
    void shouldWaitForTheStoreWithoutLeavingTheGroup(KafkaBroker broker) throws Exception {
        broker.createTopics(PARTITIONS, TOPIC);
        try (var database = PostgresServer.start(HOME, Map.of());
                var dlq = start(broker, database);
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            send(broker, LETTERS / 3);
            await().atMost(PATIENCE).until(() -> held(database).rows() == LETTERS / 3);
            String member = member(admin);

            database.process().kill();
            send(broker, LETTERS * 2 / 3);
            // Each but the first comes after a pause that grows to two seconds: longer than max.poll.interval.ms.
            long before = dlq.desk().metrics().get("default").storeFailures();
            await().atMost(PATIENCE).until(() -> failures(dlq) >= before + 6);
            assertThat(door(dlq).load().pending()).isBetween(1L, (long) MAX_PENDING);
            await().atMost(PATIENCE).until(() -> door(dlq).state() == PressureState.CLOSED);
            assertCodeIsToldToComeBack(dlq);
            await().atMost(PATIENCE).until(() -> !isUp(dlq, Health.STORE));
            assertThat(isUp(dlq, Health.KAFKA)).isTrue();
            assertThat(isUp(dlq, Health.CONSUMERS)).isTrue();
            assertThat(member(admin)).as("the consumer's id in its group").isEqualTo(member);

            database.startAgain();

            await().atMost(PATIENCE).until(() -> held(database).rows() >= LETTERS);
            assertThat(held(database)).isEqualTo(new Held(LETTERS, LETTERS));
            assertThat(member(admin)).as("the consumer's id in its group").isEqualTo(member);
            await().atMost(PATIENCE).until(() -> door(dlq).state() == PressureState.NORMAL);
            await().atMost(PATIENCE).until(() -> isUp(dlq, Health.STORE));
        }
    }

    private static DlqRuntime start(KafkaBroker broker, PostgresServer database) {
        return DlqHandler.builder()
                .setting("dlq.kafka.bootstrap.servers", broker.bootstrapServers())
                .setting("dlq.kafka.max.poll.interval.ms", "3000")
                .setting("dlq.store.jdbc.url", database.jdbcUrl())
                .setting("dlq.store.jdbc.user", "postgres")
                .setting("dlq.channel.default.dead-letter-topics", TOPIC)
                .setting("dlq.channel.default.backpressure.max-pending", "" + MAX_PENDING)
                .build();
    }

    private static void assertCodeIsToldToComeBack(DlqRuntime dlq) {
        var letter = dlq.newRecord(Payload.of(null, new byte[] {1}, DlqHeaders.none()))
                .build();

        Submission submission = dlq.trySubmit(letter);

        assertThat(submission)
                .isInstanceOfSatisfying(Submission.Overloaded.class, overloaded -> assertThat(overloaded.retryAfter())
                        .isPositive());
    }

    private static boolean isUp(DlqRuntime dlq, String check) {
        return dlq.desk().health().check(check).orElseThrow().up();
    }

    private static long failures(DlqRuntime dlq) {
        return dlq.desk().metrics().get("default").storeFailures();
    }

    private static DoorStatus door(DlqRuntime dlq) {
        return dlq.control("default").flow().store();
    }

    private static String member(Admin admin) throws Exception {
        List<MemberDescription> members = List.copyOf(admin.describeConsumerGroups(List.of(GROUP))
                .describedGroups()
                .get(GROUP)
                .get(30, TimeUnit.SECONDS)
                .members());
        assertThat(members).hasSize(1);
        return members.get(0).consumerId();
    }

    private static void send(KafkaBroker broker, int letters) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 20);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < letters; i++) {
                byte[] key = ByteBuffer.allocate(4).putInt(i).array();
                producer.send(new ProducerRecord<>(TOPIC, i % PARTITIONS, key, new byte[200]));
            }
        }
    }

    /** Nothing while the database or its table is not there. */
    private static Held held(PostgresServer database) {
        var query = "select count(*), count(distinct (source_partition, source_offset)) from dlq_record";
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return new Held(row.getLong(1), row.getLong(2));
        } catch (SQLException notThere) {
            return new Held(0, 0);
        }
    }
}
