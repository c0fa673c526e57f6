package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.SchemaManagement;
import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.model.Text;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StoreFixtures;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaMigrationTest {

    private static final String USER = "postgres";
    private static final String LAST_MOMENT = "+10889-08-02T05:31:50.655Z";
    private static final String TRACE = "java.lang.IllegalStateException: no\n\tat a.B.c(B.java:1) ü";

    @Nested
    class OnPostgres extends Contract {

        private String database;

        @BeforeEach
        void createDatabase() throws Exception {
            database = SharedPostgres.newDatabase();
        }

        @Override
        String url() {
            return database;
        }
    }

    @Nested
    class OnH2 extends Contract {

        @TempDir
        Path directory;

        @Override
        String url() {
            return Stores.h2(directory);
        }

        @Test
        void shouldFinishAnUpgradeThatWasKilledMidway() throws Exception {
            List<SchemaScript> scripts = SchemaScript.all(database());
            // The file stays open meanwhile.
            try (var connection = connect()) {
                applyFirstRelease();
                insertAsTheFirstReleaseDid(StoreFixtures.nextId());
                for (SchemaScript later : scripts.subList(1, scripts.size())) {
                    killAfterEachStatement(connection, later);
                    if (later.version() < scripts.size()) {
                        remember(later);
                    }
                }
            }

            start();

            assertThat(queryForLong("SELECT count(*) FROM dlq_progress WHERE status = 'PENDING'"))
                    .isEqualTo(1);
            assertThat(
                            queryForLong(
                                    "SELECT SUM(records) FROM"
                                            + " (SELECT records FROM dlq_count UNION ALL SELECT records FROM dlq_count_change) AS kept"))
                    .isEqualTo(1);
        }

        private void killAfterEachStatement(Connection connection, SchemaScript script) throws Exception {
            List<String> statements = SchemaScript.statements(script.sql());
            try (var statement = connection.createStatement()) {
                for (int done = 1; done <= statements.size(); done++) {
                    for (String sql : statements.subList(0, done)) {
                        statement.execute(sql);
                    }
                }
            }
        }
    }

    abstract static class Contract {

        abstract String url();

        @Test
        void shouldApplyEachScriptOnceWhenManyStartAtTheSameTime() throws Exception {
            var starts = IntStream.range(0, 6)
                    .mapToObj(i -> CompletableFuture.runAsync(this::start, task -> new Thread(task).start()))
                    .toArray(CompletableFuture[]::new);

            CompletableFuture.allOf(starts).join();

            assertThat(queryForLong("SELECT count(*) FROM dlq_schema_history WHERE version > 0"))
                    .isEqualTo(SchemaScript.all(Database.H2).size());
        }

        @Test
        void shouldNameTheMissingVersionAndWhatToRunWhenItMayOnlyValidate() {
            assertThatThrownBy(() -> Stores.open(Stores.config(url(), SchemaManagement.VALIDATE)))
                    .isInstanceOf(DlqException.class)
                    .hasMessageContaining("lacks version 1")
                    .hasMessageContaining("create-or-upgrade")
                    .hasMessageContaining("V1__records.sql");
        }

        @Test
        void shouldAcceptATableOfTheRightVersionWhenItMayOnlyValidate() {
            start();

            Stores.open(Stores.config(url(), SchemaManagement.VALIDATE)).close();
        }

        @Test
        void shouldRefuseAVersionOfALaterRelease() throws Exception {
            start();
            execute("INSERT INTO dlq_schema_history VALUES (99, 'V99__later.sql', 'x', CURRENT_TIMESTAMP)");

            assertThatThrownBy(this::start)
                    .isInstanceOf(DlqException.class)
                    .hasMessageContaining("99")
                    .hasMessageContaining("later");
        }

        @Test
        void shouldRefuseTablesMadeByAnotherScriptOfTheSameVersion() throws Exception {
            start();
            execute("UPDATE dlq_schema_history SET checksum = 'x' WHERE version = 1");

            assertThatThrownBy(() -> Stores.open(Stores.config(url(), SchemaManagement.VALIDATE)))
                    .isInstanceOf(DlqException.class);
        }

        @Test
        void shouldTrustTheTablesWhenItMayDoNothing() throws Exception {
            execute(SchemaScript.all(database()).get(0).sql());

            Stores.open(Stores.config(url(), SchemaManagement.NONE)).close();

            assertThat(queryForLong("SELECT count(*) FROM dlq_record")).isZero();
        }

        @Test
        void shouldUpgradeTheTablesOfTheFirstReleaseWithTheirRecords() throws Exception {
            applyFirstRelease();
            var id = StoreFixtures.nextId();
            insertAsTheFirstReleaseDid(id);

            try (var storage = Stores.open(url())) {
                var schedule = storage.schedule().orElseThrow();
                var lease = value(schedule.renew(new Lease(UUID.randomUUID(), "node-1", Duration.ofMinutes(1))));

                DlqRecord upgraded = value(storage.find(id));
                assertThat(upgraded.summary().sequence()).isEmpty();
                assertThat(upgraded.failure().stackTrace())
                        .map(Object::toString)
                        .hasValue(TRACE);
                assertThat(upgraded.failure().message()).map(Object::toString).hasValue("no");
                assertThat(upgraded.payload().value()).hasValue(new byte[] {1, 2, 3});
                // By the hash that we store it by from now on.
                value(storage.save(List.of(StoreFixtures.on("later", 0, 1)
                        .failure(Failure.unexplained().withStackTrace(Text.of(TRACE)))
                        .build())));
                assertThat(queryForLong("SELECT count(*) FROM dlq_stack_trace")).isEqualTo(1);
                assertThat(value(schedule.claim(new ClaimRequest("orders", lease, 10, 1_000)))
                                .records())
                        .extracting(DlqRecord::id)
                        .containsExactly(id);
            }
            assertThat(queryForLong("SELECT count(*) FROM dlq_schema_history WHERE version > 0"))
                    .isEqualTo(SchemaScript.all(database()).size());
        }

        @Test
        void shouldKeepWhatTheSecondReleaseKnewOfRetries() throws Exception {
            applyFirstRelease();
            SchemaScript second = SchemaScript.all(database()).get(1);
            for (String sql : SchemaScript.statements(second.sql())) {
                execute(sql);
            }
            remember(second);
            var id = StoreFixtures.nextId();
            insertAsTheFirstReleaseDid(id);
            execute("UPDATE dlq_record SET order_id = 7, order_position = 3, attempts = 1");
            execute("INSERT INTO dlq_attempt (record_id, number, started_at, took_micros, node, outcome, stack_trace)"
                    + " VALUES ('" + id.toUuid()
                    + "', 1, CURRENT_TIMESTAMP, 5, 'node-1', 'FAILED', 'trace of the attempt')");

            try (var storage = Stores.open(url())) {
                assertThat(value(storage.find(id)).summary().sequence()).hasValue(new Sequence(7, 3));
                assertThat(value(storage.attemptsOf(id)))
                        .extracting(attempt -> ((Attempt.Outcome.Failed) attempt.outcome())
                                .failure()
                                .stackTrace())
                        .containsExactly(Optional.of("trace of the attempt"));
            }
        }

        @Test
        void shouldCountWhatWasThereBefore() throws Exception {
            applyFirstRelease();
            for (String moment : List.of("2026-11-28T10:59:59.999Z", "2026-11-28T11:00:00Z", LAST_MOMENT)) {
                insertAsTheFirstReleaseDid(RecordId.firstAt(Instant.parse(moment)));
            }
            execute("UPDATE dlq_record SET status = 'RETRYING' WHERE id < '01a221cf-db80-7000-8000-000000000000'");

            try (var storage = Stores.open(url())) {
                assertThat(counts(storage, CountBy.HOUR))
                        .isEqualTo("+10889-08-02T05:00:00Z=1 2026-11-28T11:00:00Z=1 2026-11-28T10:00:00Z=1");
                assertThat(counts(storage, CountBy.STATUS)).isEqualTo("PENDING=2 RETRYING=1");
            }
        }

        static String counts(DlqStorage storage, CountBy by) {
            return value(storage.count(QueryCriteria.everything(), by)).groups().stream()
                    .map(group -> group.key().get(0) + "=" + group.records())
                    .collect(Collectors.joining(" "));
        }

        void applyFirstRelease() throws Exception {
            SchemaScript first = SchemaScript.all(database()).get(0);
            execute(SchemaScript.text(database(), "history.sql"));
            execute(first.sql());
            remember(first);
        }

        void remember(SchemaScript applied) throws Exception {
            execute("INSERT INTO dlq_schema_history VALUES (%d, '%s', '%s', CURRENT_TIMESTAMP)"
                    .formatted(applied.version(), applied.name(), applied.checksum()));
        }

        void insertAsTheFirstReleaseDid(RecordId id) throws Exception {
            try (var connection = connect();
                    var insert = connection.prepareStatement("INSERT INTO dlq_record (id, channel, status, error_type,"
                            + " source_topic, source_timestamp, dialects, problems, attempts, redrive_count,"
                            + " next_attempt_at, created_at, updated_at, version, payload_state, record_headers, value_length,"
                            + " record_value, message, stack_trace) VALUES"
                            + " (?, 'orders', 'PENDING', 'UNKNOWN', 'orders-dlt', 0, '', '', 0, 0, CURRENT_TIMESTAMP,"
                            + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 0, 'FULL', ?, 3, ?, 'no', ?)")) {
                insert.setObject(1, id.toUuid());
                insert.setBytes(2, new byte[0]);
                insert.setBytes(3, new byte[] {1, 2, 3});
                insert.setString(4, TRACE);
                insert.execute();
            }
        }

        Database database() {
            return Database.ofUrl(url()).orElseThrow();
        }

        void start() {
            Stores.open(url()).close();
        }

        void execute(String sql) throws Exception {
            try (var connection = connect();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        long queryForLong(String sql) throws Exception {
            try (var connection = connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getLong(1);
            }
        }

        Connection connect() throws Exception {
            return DriverManager.getConnection(url(), database() == Database.H2 ? "sa" : USER, "");
        }
    }
}
