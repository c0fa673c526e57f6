package io.kafkadlq.bench.volume;

import io.kafkadlq.bench.database.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Fills the product's tables in PostgreSQL: rows first and indexes after, each of them as the product has made it. */
final class PostgresFill {

    private static final List<String> TABLES = List.of("dlq_record", "dlq_progress");

    private static final String NAMED_INDEXES = """
            SELECT indexname, indexdef FROM pg_indexes
            WHERE tablename = '%1$s' AND indexname NOT IN (
                SELECT conname FROM pg_constraint WHERE conrelid = '%1$s'::regclass)""";

    private static final String CONSTRAINTS = """
            SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conrelid = '%s'::regclass AND contype IN ('p', 'u')""";

    private PostgresFill() {}

    static void fill(Jdbc jdbc, Volume volume) {
        try (var connection = jdbc.connect()) {
            connection.setAutoCommit(false);
            var again = new ArrayList<String>();
            for (String table : TABLES) {
                again.addAll(dropIndexes(connection, table));
            }
            // In the transaction of the TRUNCATE, and with wal_level=minimal, nothing of it goes to the log.
            run(connection, "TRUNCATE TABLE " + String.join(", ", TABLES));
            for (String statement : volume.statements(jdbc.database(), 0, volume.records() - 1L)) {
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
}
