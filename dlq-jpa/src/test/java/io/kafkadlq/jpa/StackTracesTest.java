package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Text;
import io.kafkadlq.api.store.DlqStorage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many records fail with alike is in the database once, for as long as one of them is. */
class StackTracesTest {

    private static final Text TRACE =
            Text.of("java.lang.IllegalStateException: no\n\tat shop.Orders.pay(Orders.java:7)");

    private static final String OF_NOBODY = "INSERT INTO dlq_stack_trace (id, stack_trace, last_seen) VALUES"
            + " ('00000000-0000-0000-0000-000000000001', 'of nobody', CURRENT_DATE - INTERVAL '3' DAY)";

    @TempDir
    Path directory;

    @Test
    void shouldStoreOneOfManyAlikeInH2() throws Exception {
        storesOne(Stores.h2(directory));
    }

    @Test
    void shouldStoreOneOfManyAlikeInPostgres() throws Exception {
        storesOne(SharedPostgres.newDatabase());
    }

    @Test
    void shouldStoreOneOfManyAlikeInMariaDb() throws Exception {
        storesOne(SharedMariaDb.newDatabase());
    }

    @Test
    void shouldForgetOnlyWhatNobodyRefersToInH2() throws Exception {
        forgetsUnused(Stores.h2(directory));
    }

    @Test
    void shouldForgetOnlyWhatNobodyRefersToInPostgres() throws Exception {
        forgetsUnused(SharedPostgres.newDatabase());
    }

    @Test
    void shouldForgetOnlyWhatNobodyRefersToInMariaDb() throws Exception {
        forgetsUnused(SharedMariaDb.newDatabase());
    }

    private static void storesOne(String url) throws Exception {
        try (var storage = Stores.open(url);
                var connection = Stores.connect(url)) {
            DlqRecord first = failed(1);
            DlqRecord later = failed(3);

            value(storage.save(List.of(first, failed(2))));
            value(storage.save(List.of(later)));

            assertThat(count(connection)).isEqualTo(1);
            for (DlqRecord saved : List.of(first, later)) {
                assertThat(value(storage.find(saved.id())).failure().stackTrace())
                        .hasValue(TRACE.toString());
            }
        }
    }

    private static void forgetsUnused(String url) throws Exception {
        try (var connection = Stores.connect(url)) {
            DlqRecord used = failed(1);
            try (var storage = Stores.open(url)) {
                value(storage.save(List.of(used)));
                execute(connection, "UPDATE dlq_stack_trace SET last_seen = CURRENT_DATE - INTERVAL '3' DAY");
                execute(connection, OF_NOBODY);

                purge(storage);

                assertThat(count(connection)).isEqualTo(1);
                assertThat(value(storage.find(used.id())).failure().stackTrace())
                        .hasValue(TRACE.toString());
            }
        }
    }

    private static void purge(DlqStorage storage) {
        value(storage.retention().orElseThrow().purge("orders", Instant.EPOCH, 10));
    }

    private static DlqRecord failed(long offset) {
        return on("orders-dlt", 0, offset)
                .failure(Failure.unexplained().withStackTrace(TRACE))
                .build();
    }

    private static long count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM dlq_stack_trace")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
