package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.nextId;
import static io.kafkadlq.api.store.StoreFixtures.simplePayload;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A PostgreSQL that has kept months for long, and records of these. */
final class Months {

    static final YearMonth NOW = YearMonth.now(ZoneOffset.UTC);

    private Months() {}

    /** A database whose months have been made since some months ago; what was before is the first partition. */
    static String since(int monthsAgo) throws Exception {
        String url = SharedPostgres.newDatabase();
        Stores.open(url).close();
        try (Connection connection = Stores.connect(url)) {
            runAsOf(NOW.minusMonths(monthsAgo), SchemaScript.PARTITIONS, connection);
            for (int ago = monthsAgo; ago > 0; ago--) {
                runAsOf(NOW.minusMonths(ago), SchemaScript.MONTHS, connection);
            }
        }
        return url;
    }

    /** As it would have run in the midst of that month. */
    static void runAsOf(YearMonth month, String script, Connection connection) throws SQLException {
        String then = "timestamptz '" + month + "-15 12:00Z'";
        execute(connection, SchemaScript.text(Database.POSTGRESQL, script).replace("now()", then));
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Taken in, and last changed, in the midst of that month. */
    static DlqRecord.Builder in(YearMonth month, String channel) {
        return takenIn(start(month).plus(Duration.ofDays(14)), channel);
    }

    static DlqRecord.Builder takenIn(Instant moment, String channel) {
        RecordId next = nextId();
        var id = new RecordId(RecordId.firstAt(moment).mostSignificantBits(), next.leastSignificantBits());
        return DlqRecord.builder(id, channel, simplePayload())
                .source(new Source("dlt", 0, next.mostSignificantBits() & 0xFFFF_FFFFL, 0))
                .metadata(ProcessingMetadata.createdAt(moment));
    }

    static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    static String name(YearMonth month) {
        return month.format(DateTimeFormatter.ofPattern("uuuu_MM"));
    }

    /** Of the records' partitions, in the order of their names. */
    static List<String> names(String url) throws SQLException {
        try (Connection connection = Stores.connect(url)) {
            return Partition.all(connection).stream()
                    .map(Partition::name)
                    .sorted()
                    .toList();
        }
    }

    static long count(String url, String table) throws SQLException {
        try (Connection connection = Stores.connect(url)) {
            return Statements.list(connection, "SELECT count(*) FROM " + table, row -> row.getLong(1))
                    .get(0);
        }
    }
}
