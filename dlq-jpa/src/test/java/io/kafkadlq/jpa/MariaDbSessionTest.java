package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.audited;
import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.config.CopyMode;
import io.kafkadlq.api.config.JdbcConfig;
import io.kafkadlq.api.config.Partitioning;
import io.kafkadlq.api.config.SchemaManagement;
import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.StorageResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import javax.naming.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a MariaDB none of whose defaults are those that we rely on; see {@link MariaDbServer}. */
class MariaDbSessionTest {

    private static final String OURS =
            "transactionIsolation=READ-COMMITTED&connectionTimeZone=UTC&preserveInstants=true"
                    + "&forceConnectionTimeZoneToSession=true&sessionVariables=sql_mode='STRICT_TRANS_TABLES'";

    private final TimeZone zone = TimeZone.getDefault();

    private String url;

    /** Where the driver would take times for those of the process. */
    @BeforeEach
    void createDatabase() throws Exception {
        url = SharedMariaDb.newDatabase();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    }

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(zone);
    }

    @Test
    void shouldStoreTimesInUtc() throws Exception {
        try (var storage = Stores.open(url);
                var connection = Stores.connect(url)) {
            var stored = on("t", 0, 1)
                    .metadata(ProcessingMetadata.createdAt(Instant.parse("2026-03-29T01:30:00.123Z"))
                            .withNextAttemptAt(Instant.parse("2026-10-25T00:30:00.999Z")))
                    .build();
            value(storage.save(List.of(stored)));

            assertThat(value(storage.find(stored.id()))).isEqualTo(stored);

            assertThat(Statements.list(
                            connection,
                            "SELECT CONCAT(created_at, ' ', next_attempt_at) AS times"
                                    + " FROM dlq_record JOIN dlq_progress USING (id)",
                            row -> row.getString("times")))
                    .containsExactly("2026-03-29 01:30:00.123 2026-10-25 00:30:00.999");
        }
    }

    @Test
    void shouldTellNamesApartByCaseAndBlanks() throws Exception {
        try (var storage = Stores.open(url)) {
            var alike = List.of(
                    on("orders", 0, 1).build(),
                    on("Orders", 0, 1).build(),
                    on("orders ", 0, 1).build(),
                    on("\u00f6rders", 0, 1).build(),
                    on("\uD83D\uDE80rders", 0, 1).build());

            assertThat(value(storage.save(alike)).duplicates()).isEmpty();
        }
    }

    /** The lock is waited for a second, six times; who holds it lets go after the second time. */
    @Test
    void shouldWaitAgainForALockThatItDidNotGet() throws Exception {
        try (var storage = Stores.open(url + "?sessionVariables=innodb_lock_wait_timeout=1");
                var other = Stores.connect(url)) {
            var held = on("t", 0, 1).build();
            value(storage.save(List.of(held)));
            other.setAutoCommit(false);
            Statements.run(other, "UPDATE dlq_progress SET attempts = attempts");
            long before = lockWaits(other);

            var changed = storage.update(held.summary().withStatus(DlqStatus.SKIPPED), audited(held, "SKIP"));
            await().atMost(Duration.ofSeconds(30)).until(() -> lockWaits(other) >= before + 2);
            other.rollback();

            assertThat(result(changed)).isInstanceOf(StorageResult.Success.class);
        }
    }

    private static long lockWaits(Connection connection) throws SQLException {
        return Statements.list(
                        connection, "SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_waits'", row -> row.getLong("Value"))
                .get(0);
    }

    @Test
    void shouldRefuseAUrlThatHasTheDriverReadTimesInAnotherZone() {
        assertThatThrownBy(() -> Stores.open(url + "?connectionTimeZone=+09:00"))
                .isInstanceOf(DlqConfigException.class)
                .hasMessageContainingAll("dlq.store.jdbc.url", "UTC", "connectionTimeZone=UTC");
    }

    @Nested
    class WhenTheServerHasADataSource {

        @AfterEach
        void forgetServer() {
            System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        }

        private DlqStorage open(String parameters) {
            var properties = new Properties();
            properties.put("user", MariaDbServer.USER);
            ConnectionChoiceTest.Server.dataSource =
                    new DriverDataSource(Database.MARIADB, url + "?" + parameters, properties);
            System.setProperty(Context.INITIAL_CONTEXT_FACTORY, ConnectionChoiceTest.Server.class.getName());
            return Stores.open(new StoreConfig(
                    "jpa",
                    Optional.of("java:app/jdbc/dlq"),
                    SchemaManagement.CREATE_OR_UPGRADE,
                    new JdbcConfig(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            2,
                            CopyMode.AUTO,
                            Partitioning.NONE)));
        }

        @ParameterizedTest
        @CsvSource(textBlock = """
                transactionIsolation=READ-COMMITTED&, '', READ COMMITTED
                connectionTimeZone=UTC, connectionTimeZone=+09:00, connectionTimeZone=UTC
                preserveInstants=true&, '', preserveInstants=true
                &forceConnectionTimeZoneToSession=true, '', forceConnectionTimeZoneToSession=true
                STRICT_TRANS_TABLES, ANSI_QUOTES, sql_mode
                """)
        void shouldSayWhatItsSessionsLack(String without, String instead, String remedy) {
            assertThatThrownBy(() -> open(OURS.replace(without, instead)))
                    .isInstanceOf(DlqConfigException.class)
                    .hasMessageContainingAll("dlq.store.datasource", "java:app/jdbc/dlq", remedy);
        }

        @Test
        void shouldStoreThroughIt() throws Exception {
            try (var storage = open(OURS)) {
                var stored = on("t", 0, 1).build();

                value(storage.save(List.of(stored)));

                assertThat(value(storage.find(stored.id()))).isEqualTo(stored);
            }
        }
    }
}
