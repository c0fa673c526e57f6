package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.model.Text;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.StoreFixtures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaMigrationTest {

    private static final String TRACE = "java.lang.IllegalStateException: no\n\tat a.B.c(B.java:1) ü";

    @Nested
    class OnPostgres extends UpgradeContract {

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
    class OnH2 extends UpgradeContract {

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
        }
    }

    @Nested
    class OnMariaDb extends SchemaContract {

        private String database;

        @BeforeEach
        void createDatabase() throws Exception {
            database = SharedMariaDb.newDatabase();
        }

        @Override
        String url() {
            return database;
        }

        @Test
        void shouldFinishWhatWasKilledMidway() throws Exception {
            try (var connection = connect()) {
                for (SchemaScript script : SchemaScript.all(database())) {
                    killAfterEachStatement(connection, script);
                }
            }

            start();

            assertThat(queryForLong("SELECT count(*) FROM dlq_progress")).isZero();
            assertThat(queryForLong("SELECT count(*) FROM dlq_schema_history WHERE version > 0"))
                    .isEqualTo(SchemaScript.all(database()).size());
        }
    }

    /** Of databases that there were before the tables had their present form. */
    abstract static class UpgradeContract extends SchemaContract {

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
            apply(second);
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

        void applyFirstRelease() throws Exception {
            SchemaScript first = SchemaScript.all(database()).get(0);
            execute(SchemaScript.text(database(), "history.sql"));
            apply(first);
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
    }
}
