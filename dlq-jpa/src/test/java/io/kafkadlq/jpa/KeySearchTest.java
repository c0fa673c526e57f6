package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.utf8;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.store.QueryCriteria;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A key is looked up in PostgreSQL, not searched for. */
class KeySearchTest {

    private static final int RECORDS = 5_000;

    @Test
    void shouldUseTheIndexOfKeys() throws Exception {
        String url = SharedPostgres.newDatabase();
        try (var storage = Stores.open(url);
                var connection = DriverManager.getConnection(url, "postgres", "")) {
            value(storage.save(IntStream.range(0, RECORDS)
                    .mapToObj(i -> on("orders-dlt", 0, i, Payload.of(utf8("k" + i), utf8("v"), DlqHeaders.none()))
                            .build())
                    .toList()));
            try (var statement = connection.createStatement()) {
                statement.execute("ANALYZE dlq_record, dlq_progress");
            }

            var page = value(storage.query(QueryCriteria.everything().withKey(utf8("k4711"))));

            assertThat(page.items()).hasSize(1);
            // The server counts with a delay.
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(scans(connection)).isPositive());
        }
    }

    private static long scans(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'dlq_record_key'")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
