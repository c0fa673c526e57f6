package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Text;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.QueryCriteria;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the changes that are noted beside the records. */
class CountFoldTest {

    private static final String KEPT = "SELECT COUNT(*) FROM dlq_count";
    private static final String NOTED = "SELECT COUNT(*) FROM dlq_count_change";
    private static final String UNFOLD = "INSERT INTO dlq_count_change (records," + CountKey.COLUMNS
            + ") SELECT records," + CountKey.COLUMNS + "FROM dlq_count";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Nested
    class InH2 extends Contract {

        @TempDir
        Path directory;

        @Override
        String newUrl() {
            return Stores.h2(directory);
        }

        @Override
        Connection connect() throws SQLException {
            return DriverManager.getConnection(url, "sa", "");
        }
    }

    @Nested
    class InPostgres extends Contract {

        @Override
        String newUrl() throws SQLException {
            return SharedPostgres.newDatabase();
        }

        @Override
        Connection connect() throws SQLException {
            return DriverManager.getConnection(url, "postgres", "");
        }
    }

    abstract static class Contract {

        String url;
        private DlqStorage storage;
        private Connection connection;
        private long offset;

        abstract String newUrl() throws SQLException;

        abstract Connection connect() throws SQLException;

        @BeforeEach
        void open() throws SQLException {
            url = newUrl();
            storage = Stores.open(url);
            connection = connect();
        }

        @AfterEach
        void close() throws SQLException {
            connection.close();
            storage.close();
        }

        private void save(int records, int kinds) {
            value(storage.save(IntStream.range(0, records)
                    .mapToObj(i -> on("dlt", 0, offset++)
                            .status(DlqStatus.SUCCESS)
                            .failure(Failure.unexplained().withExceptionClass(Text.of("com.example.E" + i % kinds)))
                            .build())
                    .toList()));
        }

        /** Whoever starts folds what is there. */
        private void startAnother() {
            Stores.open(url).close();
        }

        private List<Long> counted() {
            return value(storage.count(QueryCriteria.everything(), CountBy.STATUS)).groups().stream()
                    .map(group -> group.records())
                    .toList();
        }

        private long query(String sql) throws SQLException {
            return Statements.list(connection, sql, row -> row.getLong(1)).get(0);
        }

        @Test
        void shouldFoldManyChangesByItself() {
            int kinds = CountJournal.FOLD_EVERY * 6 / 10;
            save(kinds, kinds);

            save(kinds, kinds);

            await().atMost(PATIENCE).until(() -> query(KEPT) == kinds && query(NOTED) <= kinds);
            assertThat(counted()).containsExactly(2L * kinds);
        }

        @Test
        void shouldFoldMoreThanOneTransactionTakes() throws SQLException {
            save(CountFold.MOST + 100, CountFold.MOST + 100);

            startAnother();

            // It is ours that may be at it already.
            await().atMost(PATIENCE).until(() -> query(NOTED) == 0);
            assertThat(query(KEPT)).isEqualTo(CountFold.MOST + 100L);
        }

        @Test
        void shouldKeepNothingOfWhatIsGone() throws SQLException {
            save(10, 2);
            startAnother();
            assertThat(query(KEPT)).isEqualTo(2);
            Instant ever = Instant.parse("2099-01-01T00:00:00Z");

            assertThat(value(storage.retention().orElseThrow().purge("default", ever, 100)))
                    .isEqualTo(10);
            startAnother();

            assertThat(query(KEPT)).isZero();
            assertThat(query(NOTED)).isZero();
            assertThat(counted()).isEmpty();
        }

        @Test
        void shouldLeaveToAnotherWhatHeIsFolding() throws SQLException {
            connection.setAutoCommit(false);
            Statements.run(connection, "SELECT id FROM dlq_count_fold FOR UPDATE");

            save(2 * CountJournal.FOLD_EVERY, CountJournal.FOLD_EVERY);
            startAnother();

            assertThat(query(KEPT)).isZero();
            assertThat(counted()).containsExactly(2L * CountJournal.FOLD_EVERY);
            connection.rollback();
            startAnother();
            await().atMost(PATIENCE).until(() -> query(NOTED) == 0);
            assertThat(counted()).containsExactly(2L * CountJournal.FOLD_EVERY);
        }

        @Test
        void shouldStoreAndCountAlthoughNothingCanBeFolded() throws SQLException {
            Statements.run(connection, "ALTER TABLE dlq_count_fold RENAME TO dlq_gone");

            save(2 * CountJournal.FOLD_EVERY, CountJournal.FOLD_EVERY);

            assertThat(counted()).containsExactly(2L * CountJournal.FOLD_EVERY);
        }

        @Test
        void shouldAnswerFromWhatIsKeptAndBePutRightAfterAChangeByHand() throws SQLException {
            save(10, 2);
            Statements.run(connection, "UPDATE dlq_progress SET status = 'FAILED', exception_class = NULL");
            assertThat(value(storage.count(QueryCriteria.everything(), CountBy.STATUS))
                            .groups())
                    .extracting(group -> group.key().get(0))
                    .containsExactly("SUCCESS");

            List<String> script = SchemaScript.statements(
                    SchemaScript.text(Database.ofUrl(url).orElseThrow(), "V5__counts.sql"));
            Statements.run(connection, script.get(script.size() - 1));

            assertThat(value(storage.count(QueryCriteria.everything(), CountBy.STATUS))
                            .groups())
                    .extracting(group -> group.key().get(0))
                    .containsExactly("FAILED");
            assertThat(counted()).containsExactly(10L);
        }

        /** Were totals and changes read at two moments, what is folded between them would be counted twice, or not at all. */
        @Test
        void shouldReadTotalsAndChangesAtOneMoment() {
            save(50, 5);
            var work = CompletableFuture.runAsync(
                    () -> foldAndUnfold(500),
                    task -> Stores.THREADS.newThread(task).start());

            while (!work.isDone()) {
                assertThat(counted()).containsExactly(50L);
            }
            work.join();
        }

        private void foldAndUnfold(int times) {
            try (var other = connect()) {
                other.setAutoCommit(false);
                for (int i = 0; i < times; i++) {
                    CountFold.fold(other);
                    other.commit();
                    Statements.run(other, UNFOLD);
                    Statements.run(other, "DELETE FROM dlq_count");
                    other.commit();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
