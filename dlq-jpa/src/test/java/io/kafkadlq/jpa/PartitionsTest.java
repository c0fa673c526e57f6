package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.SchemaManagement;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.IndexedHeader;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How PostgreSQL's tables come to have a partition for each month. */
class PartitionsTest {

    private static final Instant EVER = Instant.parse("2099-01-01T00:00:00Z");

    private String url;

    @BeforeEach
    void createDatabase() throws SQLException {
        url = SharedPostgres.newDatabase();
    }

    @Test
    void shouldTakeOverWhatIsThereWithoutWritingItAnew() throws Exception {
        List<DlqRecord> before = IntStream.range(0, 50)
                .mapToObj(
                        i -> Months.in(Months.NOW.minusMonths(i % 3), "orders").build())
                .map(letter -> letter.withIndexedHeaders(Set.of(new IndexedHeader("tenant", "acme"))))
                .toList();
        try (var storage = Stores.open(url)) {
            value(storage.save(before));
        }
        String files = files("dlq_record", "dlq_progress", "dlq_attempt", "dlq_header");

        try (var storage = Stores.openMonthly(url)) {
            assertThat(before).allSatisfy(letter -> assertThat(value(storage.find(letter.id())))
                    .isEqualTo(letter));
            assertThat(ids(storage, QueryCriteria.everything().withHeader("tenant", "acme")))
                    .hasSize(50)
                    .isSortedAccordingTo((one, other) -> other.compareTo(one));
            assertThat(value(storage.count(QueryCriteria.everything(), CountBy.STATUS))
                            .groups())
                    .singleElement()
                    .satisfies(group -> assertThat(group.records()).isEqualTo(50));
            assertThat(value(storage.save(before)).duplicates()).hasSize(50);
        }
        assertThat(files("dlq_record_first", "dlq_progress_first", "dlq_attempt_first", "dlq_header_first"))
                .isEqualTo(files);
    }

    /** The tables' own files and those of their indexes, but for the one that only partitions have. */
    private String files(String... tables) throws SQLException {
        try (Connection connection = Stores.connect(url)) {
            return Statements.list(
                            connection,
                            "SELECT relfilenode AS file FROM pg_class WHERE relam <> (SELECT oid FROM pg_am WHERE"
                                    + " amname = 'brin') AND oid IN (SELECT oid FROM pg_class WHERE relname = ANY(?)"
                                    + " UNION SELECT i.indexrelid FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid"
                                    + " WHERE t.relname = ANY(?)) ORDER BY 1",
                            row -> row.getLong("file"),
                            Statements.texts(connection, List.of(tables)),
                            Statements.texts(connection, List.of(tables)))
                    .toString();
        }
    }

    private static List<RecordId> ids(DlqStorage storage, QueryCriteria which) {
        return value(storage.query(which.limitedTo(100))).items().stream()
                .map(RecordSummary::id)
                .toList();
    }

    @Test
    void shouldMakeThisMonthAndTheNextThree() throws Exception {
        Stores.openMonthly(url).close();

        List<String> ahead = IntStream.range(0, 4)
                .mapToObj(Months.NOW::plusMonths)
                .map(Months::name)
                .toList();
        assertThat(Months.names(url))
                .containsExactlyElementsOf(
                        Stream.concat(ahead.stream(), Stream.of("first")).toList());
    }

    @Test
    void shouldPutWhatAWrongClockMadeAsideWhenItTakesOver() throws Exception {
        DlqRecord early = Months.takenIn(EVER, "orders").build();
        DlqRecord usual = Months.in(Months.NOW, "orders").build();
        try (var storage = Stores.open(url)) {
            value(storage.save(List.of(early, usual)));
        }

        try (var storage = Stores.openMonthly(url)) {
            assertThat(ids(storage, QueryCriteria.everything())).containsExactly(early.id(), usual.id());
        }
        assertThat(Months.count(url, "dlq_record_default")).isEqualTo(1);
        assertThat(Months.count(url, "dlq_progress_default")).isEqualTo(1);
        assertThat(Months.names(url)).contains(Months.name(Months.NOW.plusMonths(1)));
    }

    @Test
    void shouldBeTakenOverOnceByInstancesThatStartTogether() throws Exception {
        Stores.open(url).close();

        Stream.generate(() -> CompletableFuture.supplyAsync(() -> Stores.openMonthly(url)))
                .limit(3)
                .toList()
                .forEach(opening -> opening.join().close());

        assertThat(Months.names(url)).hasSize(5);
    }

    @Test
    void shouldLeaveTheTablesAsTheyWereIfItDiesInTheMidst() throws Exception {
        DlqRecord there = on("dlt", 0, 1).build();
        try (var storage = Stores.open(url)) {
            value(storage.save(List.of(there)));
        }
        try (Connection dying = Stores.connect(url);
                Connection other = Stores.connect(url)) {
            dying.setAutoCommit(false);
            Months.runAsOf(Months.NOW, SchemaScript.PARTITIONS, dying);
            int server = Statements.list(dying, "SELECT pg_backend_pid() AS id", row -> row.getInt("id"))
                    .get(0);

            Statements.list(other, "SELECT pg_terminate_backend(?)", row -> true, server);
        }

        try (var storage = Stores.open(url)) {
            assertThat(value(storage.find(there.id()))).isEqualTo(there);
        }
        assertThat(Months.names(url)).isEmpty();
    }

    @Test
    void shouldRefuseWhatOneStoresWhoBeganBeforeUntilItIsRestarted() {
        try (var old = Stores.open(url)) {
            Stores.openMonthly(url).close();

            assertThat(result(old.save(List.of(on("dlt", 0, 1).build()))))
                    .isInstanceOfSatisfying(StorageResult.Failure.class, refused -> assertThat(refused.retryable())
                            .isTrue());
        }
        try (var restarted = Stores.open(url)) {
            assertThat(value(restarted.save(List.of(on("dlt", 0, 1).build()))).duplicates())
                    .isEmpty();
        }
    }

    @Test
    void shouldGoOnWhenTheKeyIsGone() throws Exception {
        Stores.openMonthly(url).close();
        String last = Months.name(Months.NOW.plusMonths(3));
        try (Connection connection = Stores.connect(url)) {
            for (String table : List.of("record", "progress", "attempt", "header")) {
                Months.execute(connection, "DROP TABLE dlq_" + table + "_" + last);
            }
        }

        try (var storage = Stores.open(url)) {
            DlqRecord first = Months.in(Months.NOW.minusMonths(1), "orders").build();
            DlqRecord again =
                    Months.in(Months.NOW, "orders").source(first.source()).build();
            value(storage.save(List.of(first)));

            assertThat(value(storage.save(List.of(again))).duplicates()).containsEntry(again.id(), first.id());
        }
        assertThat(Months.names(url)).contains(last);
    }

    @Test
    void shouldKeepWhatNobodyExpectedAndPurgeItAtAnyAge() throws Exception {
        try (var storage = Stores.openMonthly(url)) {
            DlqRecord letter = Months.takenIn(EVER, "orders")
                    .metadata(on("dlt", 0, 1).build().metadata())
                    .status(DlqStatus.SUCCESS)
                    .build();
            value(storage.save(List.of(letter)));
            assertThat(Months.count(url, "dlq_record_default")).isEqualTo(1);

            assertThat(value(storage.retention()
                            .orElseThrow()
                            .purge("orders", Instant.now().plusSeconds(60), 10)))
                    .isEqualTo(1);

            assertThat(result(storage.find(letter.id()))).isInstanceOf(StorageResult.NotFound.class);
        }
    }

    @Test
    void shouldLeaveAMonthOutThatHasRecordsInTheWrongPlace() throws Exception {
        var next = Months.NOW.plusMonths(4);
        try (var storage = Stores.openMonthly(url);
                Connection connection = Stores.connect(url)) {
            value(storage.save(List.of(Months.in(next, "orders").build())));

            Months.runAsOf(Months.NOW.plusMonths(2), SchemaScript.MONTHS, connection);
        }

        assertThat(Months.names(url)).doesNotContain(Months.name(next)).contains(Months.name(next.plusMonths(1)));
    }

    @ParameterizedTest
    @EnumSource(
            value = SchemaManagement.class,
            names = {"VALIDATE", "NONE"})
    void shouldSayWhatToRunWhereItMayNotChangeTheTables(SchemaManagement mode) throws Exception {
        Stores.open(url).close();

        assertThatThrownBy(() -> Stores.open(Stores.monthly(url, mode)))
                .isInstanceOf(DlqException.class)
                .hasMessageContaining("PrintSchema postgresql partitions")
                .hasMessageContaining(mode.name().toLowerCase(Locale.ROOT));

        runWhatIsPrinted();
        Stores.open(Stores.monthly(url, mode)).close();
        assertThat(Months.names(url)).hasSize(5);
    }

    @Test
    void shouldPrintWhatMayBeRunAgain() throws Exception {
        Stores.open(url).close();

        runWhatIsPrinted();
        runWhatIsPrinted();

        assertThat(Months.names(url)).hasSize(5);
    }

    private void runWhatIsPrinted() throws SQLException {
        var printed = new ByteArrayOutputStream();
        PrintSchema.print(List.of("postgresql", "partitions"), new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (Connection connection = Stores.connect(url)) {
            Months.execute(connection, printed.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldRefuseOtherDatabases(@TempDir Path directory) {
        assertThatThrownBy(() -> Stores.open(Stores.monthly(Stores.h2(directory), SchemaManagement.CREATE_OR_UPGRADE)))
                .isInstanceOf(DlqConfigException.class)
                .hasMessageContaining("dlq.store.jdbc.partitions is 'monthly'")
                .hasMessageContaining("H2")
                .hasMessageContaining("none");
    }
}
