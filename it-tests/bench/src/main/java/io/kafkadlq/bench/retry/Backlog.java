package io.kafkadlq.bench.retry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What waits in a store that was much used. Of a hundred records, taken in over twenty days, one is due now, ten are parked
 * behind the first of a thousand keys, one was done long ago and all others are due in the days to come. Each is in a sequence.
 */
final class Backlog {

    /** Which of a hundred records the due one is. */
    enum Due {
        /** Those of one time, as those are that failed in one outage. */
        TOGETHER("source_offset >= :records / 2 AND source_offset < :records / 2 + :records / 100"),
        /** One here and one there: each on a page of its own. */
        SCATTERED("mod(source_offset, 100) = 10");

        private static final String SCENE = "bench.scene";

        private final String condition;

        Due(String condition) {
            this.condition = condition;
        }

        /** The scene that was asked for, else the usual one. */
        static Due chosen() {
            var scene = System.getProperty(SCENE, "").strip();
            return Arrays.stream(values())
                    .filter(due -> scene.isEmpty() || due.name().equalsIgnoreCase(scene))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            SCENE + " is \"" + scene + "\"; there are " + Arrays.toString(values())));
        }
    }

    static final int RECORDS_A_DUE_ONE = 100;

    /** Of this age at least is one half of it. */
    static final Duration HALF = Duration.ofDays(10);

    /** The keys of what is parked are those of one partition. */
    static final long PARKED_FIRST = 7L << 32;

    static final long PARKED_LAST = PARKED_FIRST | 0xFFFF_FFFFL;

    private static final List<String> TABLES = List.of("dlq_record", "dlq_progress");

    private static final String NAMED_INDEXES = """
            SELECT indexname, indexdef FROM pg_indexes
            WHERE tablename = '%1$s' AND indexname NOT IN (
                SELECT conname FROM pg_constraint WHERE conrelid = '%1$s'::regclass)""";

    private static final String CONSTRAINTS = """
            SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conrelid = '%s'::regclass AND contype IN ('p', 'u')""";

    private Backlog() {}

    /** Into the tables that the product has made. */
    static void fillH2(Jdbc jdbc, int records, Due due) {
        jdbc.execute("CREATE ALIAS IF NOT EXISTS to_hex FOR 'java.lang.Long.toHexString(long)'");
        rows(jdbc, records, due).forEach(jdbc::execute);
        jdbc.execute("ANALYZE");
    }

    /** Rows first and indexes after, each of them as the product has made it. */
    static void fillPostgres(Jdbc jdbc, int records, Due due) {
        try (var connection = jdbc.connect()) {
            connection.setAutoCommit(false);
            var again = new ArrayList<String>();
            for (String table : TABLES) {
                again.addAll(dropIndexes(connection, table));
            }
            // In the transaction of the TRUNCATE, and with wal_level=minimal, nothing of it goes to the log.
            run(connection, "TRUNCATE TABLE " + String.join(", ", TABLES));
            for (String statement : rows(jdbc, records, due)) {
                run(connection, statement);
            }
            run(connection, "SET LOCAL maintenance_work_mem = '512MB'");
            for (String sql : again) {
                run(connection, sql);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot fill " + TABLES, e);
        }
        jdbc.execute("VACUUM (ANALYZE)", "CHECKPOINT");
    }

    /** @return what makes them again */
    private static List<String> dropIndexes(Connection connection, String table) throws SQLException {
        var again = new ArrayList<String>();
        for (Definition made : definitions(connection, CONSTRAINTS.formatted(table))) {
            run(connection, "ALTER TABLE " + table + " DROP CONSTRAINT " + made.name());
            again.add("ALTER TABLE " + table + " ADD CONSTRAINT " + made.name() + " " + made.text());
        }
        for (Definition made : definitions(connection, NAMED_INDEXES.formatted(table))) {
            run(connection, "DROP INDEX " + made.name());
            again.add(made.text());
        }
        return again;
    }

    private record Definition(String name, String text) {}

    private static List<Definition> definitions(Connection connection, String question) throws SQLException {
        var all = new ArrayList<Definition>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            while (rows.next()) {
                all.add(new Definition(rows.getString(1), rows.getString(2)));
            }
        }
        return all;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(Jdbc jdbc, int records, Due due) {
        var name = "backlog-" + jdbc.database() + ".sql";
        try (var in = Objects.requireNonNull(Backlog.class.getResourceAsStream(name), name)) {
            var script = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(":due", due.condition)
                    .replace(":records", Integer.toString(records));
            return List.of(script.split(";\\s*\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }
}
