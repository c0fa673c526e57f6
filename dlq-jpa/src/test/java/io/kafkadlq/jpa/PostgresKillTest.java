package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.utf8;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.Text;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL of which all processes are killed with SIGKILL, three times while a hundred batches are written. */
class PostgresKillTest {

    private static final int BATCHES = 100;
    private static final int WRITERS = 4;
    private static final int RECORDS = 500;
    private static final int KILLS = 3;

    @TempDir
    Path directory;

    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
    private int port;
    private EmbeddedPostgres postgres;
    private DlqStorage storage;

    @BeforeEach
    void start() throws Exception {
        try (var probe = new ServerSocket(0)) {
            port = probe.getLocalPort();
        }
        postgres = startPostgres();
        storage = Stores.open(url());
    }

    @AfterEach
    void stop() throws Exception {
        storage.close();
        postgres.close();
    }

    @Test
    void shouldTearAndDoubleNothing() throws Exception {
        var writers = Executors.newFixedThreadPool(WRITERS, Stores.THREADS);
        List<Future<?>> written = IntStream.range(0, BATCHES)
                .<Future<?>>mapToObj(number -> writers.submit(() -> write(number)))
                .toList();
        for (int kill = 1; kill <= KILLS; kill++) {
            int until = BATCHES * kill / (KILLS + 1);
            await().pollInterval(Duration.ofMillis(1)).until(() -> acknowledged.size() >= until);
            int failedBefore = refused.size();
            kill();
            Set<Integer> durable = Set.copyOf(acknowledged);
            await().until(() -> refused.size() > failedBefore);
            postgres = startPostgres();
            assertWhole(durable);
        }
        for (Future<?> batch : written) {
            batch.get(60, TimeUnit.SECONDS);
        }
        writers.shutdown();

        assertWhole(IntStream.range(0, BATCHES).boxed().collect(Collectors.toSet()));
        assertThat(value(storage.save(batch(0))).duplicates()).hasSize(RECORDS);
        assertThat(value(storage.query(QueryCriteria.everything().onTopic(topic(0))))
                        .items())
                .first()
                .satisfies(summary -> assertThat(
                                value(storage.find(summary.id())).failure().stackTrace())
                        .contains("trace of batch-0"));
    }

    private void write(int number) {
        while (!(result(storage.save(batch(number))) instanceof StorageResult.Success)) {
            refused.add(number);
        }
        acknowledged.add(number);
    }

    /** Each time other ids: it is where the records come from that makes them the same. */
    private static List<DlqRecord> batch(int number) {
        var payload = Payload.of(utf8("key"), new byte[1_024], DlqHeaders.none());
        var failure = Failure.unexplained().withStackTrace(Text.of("trace of " + topic(number)));
        return IntStream.range(0, RECORDS)
                .mapToObj(offset ->
                        on(topic(number), 0, offset, payload).failure(failure).build())
                .toList();
    }

    private static String topic(int number) {
        return "batch-" + number;
    }

    /** A batch is there whole or not at all, whoever writes meanwhile; these are. */
    private void assertWhole(Set<Integer> durable) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", "")) {
            List<String> batches = Statements.list(connection, """
                    SELECT r.source_topic || ' ' || count(DISTINCT r.source_offset) || ' ' || count(p.id) || ' ' || count(*)
                        || ' ' || count(t.id) AS batch
                    FROM dlq_record r
                    FULL JOIN dlq_progress p ON p.id = r.id
                    LEFT JOIN dlq_stack_trace t ON t.id = p.stack_trace_id
                    GROUP BY r.source_topic""", row -> row.getString("batch"));

            assertThat(batches).doesNotContainNull().allSatisfy(batch -> assertThat(batch)
                    .endsWith((" " + RECORDS).repeat(4)));
            assertThat(batches)
                    .containsAll(durable.stream()
                            .map(number -> topic(number) + (" " + RECORDS).repeat(4))
                            .toList());
        }
    }

    /** At once, as a server dies: the one that watches over the others first, so that it cannot start them again. */
    private void kill() throws Exception {
        long pid = Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                .get(0)
                .strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> others = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        others.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().get(30, TimeUnit.SECONDS);
        await().until(() -> others.stream().noneMatch(ProcessHandle::isAlive));
        postgres.close();
    }

    private EmbeddedPostgres startPostgres() throws Exception {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                // The server's own default, which this one switches off.
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    private String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }
}
