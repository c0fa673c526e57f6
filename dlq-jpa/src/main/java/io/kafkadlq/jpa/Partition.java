package io.kafkadlq.jpa;

import io.kafkadlq.api.DlqException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A month, or whatever stretch of ids, that PostgreSQL keeps in tables of its own: those of records, progress, attempts and
 * headers end with the same name.
 *
 * @param name what the names of its tables end with, fit for statements as it is
 */
record Partition(String name, IdRange ids) {

    private static final String IS_PARTITIONED =
            "SELECT relkind = 'p' AS partitioned FROM pg_class WHERE oid = to_regclass('dlq_record')";

    private static final String ALL = """
            SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) AS bounds
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = to_regclass('dlq_record')""";

    /** Not those that somebody made under other names, and not the one for what nobody expected, which has no bounds. */
    private static final Pattern TABLE = Pattern.compile("dlq_record_([a-z0-9_]+)");

    private static final Pattern BOUNDS =
            Pattern.compile("FOR VALUES FROM \\((?:MINVALUE|'([^']+)')\\) TO \\((?:MAXVALUE|'([^']+)')\\)");

    /** Whether the tables of records have partitions, whatever the configuration says. */
    static boolean areIn(Connection connection) throws SQLException {
        return Statements.list(connection, IS_PARTITIONED, row -> row.getBoolean("partitioned")).stream()
                .anyMatch(partitioned -> partitioned);
    }

    /** @throws DlqException if the database does not answer */
    static boolean areBehind(Connections connections) {
        if (connections.database() != Database.POSTGRESQL) {
            return false;
        }
        try (Connection connection = connections.dataSource().getConnection()) {
            return areIn(connection);
        } catch (SQLException e) {
            throw new DlqException("The database at " + connections.place() + " does not tell its tables", e);
        }
    }

    static List<Partition> all(Connection connection) throws SQLException {
        return Statements.list(connection, ALL, Partition::read).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Partition> read(ResultSet row) throws SQLException {
        Matcher table = TABLE.matcher(row.getString("relname"));
        Matcher bounds = BOUNDS.matcher(row.getString("bounds"));
        if (!table.matches() || !bounds.matches()) {
            return Optional.empty();
        }
        UUID from = Optional.ofNullable(bounds.group(1)).map(UUID::fromString).orElse(IdRange.LEAST);
        UUID to = Optional.ofNullable(bounds.group(2)).map(UUID::fromString).orElse(IdRange.GREATEST);
        return Optional.of(new Partition(table.group(1), new IdRange(from, to)));
    }
}
