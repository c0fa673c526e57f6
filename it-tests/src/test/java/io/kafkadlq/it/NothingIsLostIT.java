package io.kafkadlq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.rig.AppServer;
import io.kafkadlq.rig.KafkaBroker;
import io.kafkadlq.rig.LocalPort;
import io.kafkadlq.rig.PayaraMicro;
import io.kafkadlq.rig.PostgresServer;
import io.kafkadlq.rig.ServerSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Guarantees 1 and 2, while server and database are killed in the middle of the work. */
@ExtendWith(SharedBroker.class)
class NothingIsLostIT {

    private static final int LETTERS = 200_000;
    private static final int PARTITIONS = 6;
    private static final int VALUE_BYTES = 1024;
    private static final String TOPIC = "nothing-is-lost-dlt";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Path HOME = Path.of(System.getProperty("it.work"), "nothing-is-lost-" + System.nanoTime());

    /** What the database holds of the topic. */
    private record Held(long rows, long positions, List<Long> offsetsByPartition) {}

    @Test
    @DisplayName("The server is killed three times, the database once: each dead letter is there exactly once")
    void shouldHoldEachDeadLetterOnce(KafkaBroker broker) {
        broker.createTopics(PARTITIONS, TOPIC);
        try (var database = PostgresServer.start(HOME.resolve("postgresql"), Map.of());
                var server = server(broker, database)) {
            List<Long> sent = send(broker);

            for (int kill = 1; kill <= 3; kill++) {
                awaitRows(database, LETTERS / 8L * kill);
                server.process().kill();
                server.process().start();
            }
            awaitRows(database, LETTERS / 2L);
            database.process().kill();
            database.startAgain();

            awaitRows(database, LETTERS);
            Held held = held(database);
            assertThat(held.rows()).isEqualTo(LETTERS);
            assertThat(held.positions()).isEqualTo(LETTERS);
            assertThat(held.offsetsByPartition()).isEqualTo(sent);
        }
    }

    private static AppServer server(KafkaBroker broker, PostgresServer database) {
        var settings = ServerSettings.none()
                .with("dlq.kafka.bootstrap.servers", broker.bootstrapServers())
                // A consumer that was killed says no farewell: the group must miss it soon.
                .with("dlq.kafka.session.timeout.ms", "6000")
                .with("dlq.kafka.heartbeat.interval.ms", "1000")
                .with("dlq.channel.default.dead-letter-topics", TOPIC)
                .with("dlq.store.jdbc.url", database.jdbcUrl())
                // Slow enough that the kills meet work under way.
                .with("dlq.channel.default.batch.max-size", "100")
                .with("dlq.channel.default.batch.writers", "1")
                .withVariable("dlq.admin.password", "a-password-for-tests");
        return PayaraMicro.start(
                Deployment.application("payara-micro.jar"),
                HOME.resolve("server"),
                LocalPort.free(),
                settings,
                Map.of(Deployment.APPLICATION, Deployment.application("dlq.war")));
    }

    /** Sends all letters; returns how many went to each partition. */
    private static List<Long> send(KafkaBroker broker) {
        var random = new Random(7);
        long[] counts = new long[PARTITIONS];
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 20, "batch.size", 256 * 1024);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < LETTERS; i++) {
                byte[] value = new byte[VALUE_BYTES];
                random.nextBytes(value);
                int partition = i % PARTITIONS;
                counts[partition]++;
                producer.send(new ProducerRecord<>(
                        TOPIC, partition, ByteBuffer.allocate(4).putInt(i).array(), value));
            }
        }
        var sent = new ArrayList<Long>();
        for (long count : counts) {
            sent.add(count);
        }
        return sent;
    }

    private static void awaitRows(PostgresServer database, long rows) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> rows(database) >= rows);
    }

    /** Rows now; none while the database or its table is not there. */
    private static long rows(PostgresServer database) {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                ResultSet count = connection.createStatement().executeQuery("select count(*) from dlq_record")) {
            count.next();
            return count.getLong(1);
        } catch (SQLException notThere) {
            return 0;
        }
    }

    private static Held held(PostgresServer database) {
        var query = """
                select source_partition, count(*), count(distinct source_offset), max(source_offset) + 1
                from dlq_record where source_topic = '%s' group by source_partition order by source_partition
                """.formatted(TOPIC);
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                ResultSet row = connection.createStatement().executeQuery(query)) {
            long rows = 0;
            long positions = 0;
            var offsets = new ArrayList<Long>();
            while (row.next()) {
                rows += row.getLong(2);
                positions += row.getLong(3);
                offsets.add(row.getLong(4));
            }
            return new Held(rows, positions, offsets);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot look into the database", e);
        }
    }
}
