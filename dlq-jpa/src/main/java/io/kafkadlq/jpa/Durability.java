package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Whether a database keeps what it has committed. We acknowledge what it has, so a database that does not is told of. */
final class Durability {

    /** Other values of synchronous_commit wait for the disk at the least, or for standbys too. */
    private static final String SWITCHED_OFF = """
            SELECT name || '=off' AS weakness FROM pg_settings
            WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name""";

    private static final String FLUSHED_LATE = """
            SELECT CONCAT('innodb_flush_log_at_trx_commit=', @@innodb_flush_log_at_trx_commit) AS weakness
            WHERE @@innodb_flush_log_at_trx_commit <> 1
            UNION ALL SELECT 'innodb_doublewrite=OFF' WHERE @@innodb_doublewrite IN ('0', 'OFF')""";

    private Durability() {}

    /** Whatever comes of the question, the start goes on: what really is away, the next statement finds. */
    static void warnIfUnsafe(Connections connections) {
        try (Connection connection = connections.dataSource().getConnection()) {
            weaknesses(connections.database(), connection)
                    .forEach(weakness -> Log.unsafe(connections.place(), weakness));
        } catch (SQLException e) {
            Log.durabilityUnknown(connections.place(), e);
        }
    }

    /** What it is set to, or is, that may cost commits. */
    static List<String> weaknesses(Database database, Connection connection) throws SQLException {
        return switch (database) {
            case H2 -> oldH2(connection.getMetaData()).stream().toList();
            case POSTGRESQL -> Statements.list(connection, SWITCHED_OFF, row -> row.getString("weakness"));
            case MARIADB -> Statements.list(connection, FLUSHED_LATE, row -> row.getString("weakness"));
        };
    }

    /** H2 before 2.3 cannot open its file again after its process was killed (h2database issue 4083). */
    private static Optional<String> oldH2(DatabaseMetaData metaData) throws SQLException {
        int major = metaData.getDatabaseMajorVersion();
        int minor = metaData.getDatabaseMinorVersion();
        return major < 2 || major == 2 && minor < 3
                ? Optional.of("H2 " + metaData.getDatabaseProductVersion() + " loses its file when it is killed")
                : Optional.empty();
    }
}
