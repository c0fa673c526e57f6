package io.kafkadlq.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.it.SharedBroker;
import io.kafkadlq.rig.JavaProcess;
import io.kafkadlq.rig.KafkaBroker;
import io.kafkadlq.rig.PostgresServer;
import io.kafkadlq.rig.ServerProcess;
import java.nio.charset.StandardCharsets;
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

/** Guarantee 3, while instances are killed in the middle of the work; {@code it.retry.records} says how much there is. */
@ExtendWith(SharedBroker.class)
class RetriesSurviveIT {

    private static final int RECORDS = Integer.getInteger("it.retry.records", 30_000);
    private static final int KEYS = 1_000;
    private static final int PARTITIONS = 6;
    private static final int KILLS = 10;

    /** Long enough for the kills to meet work under way. */
    private static final int AT_LEAST_SECONDS = 30;

    /** Two lines. */
    private static final int BYTES_A_CALL = 64;

    private static final String TOPIC = "retries-survive";
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final Path HOME = Path.of(System.getProperty("it.work"), "retries-survive-" + System.nanoTime());

    private final Random random = new Random(11);
    private final List<Life> lives = new ArrayList<>();

    /** An instance from its start to its end. */
    private static final class Life {

        private final String name;
        private final ServerProcess process;
        private long endedNanos = Long.MAX_VALUE;

        Life(String name, ServerProcess process) {
            this.name = name;
            this.process = process;
        }

        Path ledger() {
            return HOME.resolve(name + ".ledger");
        }
    }

    @Test
    @DisplayName("Two instances are killed ten times: each record succeeds, each key in order, none by two at once")
    void shouldKeepOrderWhoeverDies(KafkaBroker broker) throws Exception {
        broker.createTopics(PARTITIONS, TOPIC);
        try (var database = PostgresServer.start(HOME.resolve("postgresql"), Map.of())) {
            List<Life> running = new ArrayList<>(List.of(start(broker, database), start(broker, database)));
            produce(broker);
            try {
                for (int kill = 1; kill <= KILLS; kill++) {
                    awaitWork((long) RECORDS * kill / (KILLS + 2) + random.nextInt(RECORDS / 20));
                    Life victim = running.remove(random.nextInt(running.size()));
                    victim.process.kill();
                    victim.endedNanos = System.nanoTime();
                    running.add(start(broker, database));
                }
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> handlings().done() == RECORDS && unresolved(database) == 0);
            } finally {
                running.forEach(life -> life.process.stop());
            }
            check(database);
        }
    }

    /** Until handlers have been called so often, as far as the sizes of their ledgers tell. */
    private void awaitWork(long calls) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> lives.stream()
                                .mapToLong(life -> life.ledger().toFile().length())
                                .sum()
                        >= calls * BYTES_A_CALL);
    }

    private void check(PostgresServer database) {
        Handlings handlings = handlings();
        System.out.printf(
                "%d records of %d keys: %d calls of handlers, %d of them repeated after a kill; %d dead letters%n",
                RECORDS, KEYS, handlings.calls(), handlings.repeated(), rows(database, "status = 'SUCCESS'"));
        assertThat(handlings.done()).isEqualTo(RECORDS);
        assertThat(handlings.outOfOrder()).isEmpty();
        assertThat(handlings.together()).isEmpty();
        assertThat(rows(database, "status <> 'SUCCESS'")).isZero();
        assertThat(rows(database, "status = 'SUCCESS'")).isGreaterThanOrEqualTo(KEYS);
    }

    private Life start(KafkaBroker broker, PostgresServer database) {
        String name = "instance-" + (lives.size() + 1);
        Path ledger = HOME.resolve(name + ".ledger");
        String rate = Integer.toString(RECORDS / AT_LEAST_SECONDS / 2);
        var process = JavaProcess.start(
                HOME,
                name,
                "256m",
                RetryWorker.class,
                List.of(broker.bootstrapServers(), database.jdbcUrl(), TOPIC, name, ledger.toString(), rate));
        var life = new Life(name, process);
        lives.add(life);
        return life;
    }

    private Handlings handlings() {
        var handlings = new Handlings();
        lives.forEach(life -> handlings.add(life.name, Ledger.read(life.ledger()), life.endedNanos));
        return handlings;
    }

    /** The first of each key says so. */
    private static void produce(KafkaBroker broker) {
        // One at a time: where a topic is new, a first batch that comes too early must not be overtaken by a second.
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "linger.ms",
                20,
                "batch.size",
                256 * 1024,
                "max.in.flight.requests.per.connection",
                1);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                String value = (i < KEYS ? "first " : "later ") + i;
                producer.send(new ProducerRecord<>(TOPIC, ascii("key-" + i % KEYS), ascii(value)));
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static long unresolved(PostgresServer database) {
        return rows(database, "status <> 'SUCCESS'");
    }

    private static long rows(PostgresServer database, String condition) {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                ResultSet count = connection
                        .createStatement()
                        .executeQuery("select count(*) from dlq_progress where " + condition)) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot look into the database", e);
        }
    }
}
