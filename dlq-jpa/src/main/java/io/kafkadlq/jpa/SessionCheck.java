package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Whether a data source's connections are set as we need them: what a server's is set to, we do not change. */
final class SessionCheck {

    /** What MariaDB's sessions must be told, as far as their URL can. */
    private static final String MARIADB_ZONE =
            "connectionTimeZone=UTC&preserveInstants=true&forceConnectionTimeZoneToSession=true";

    /** One moment of a summer and one of a winter: who keeps another zone is beside one of them at least. */
    private static final String MARIADB_QUESTION = """
            SELECT FROM_UNIXTIME(1735689600) = '2025-01-01 00:00:00' AND FROM_UNIXTIME(1751328000) = '2025-07-01 00:00:00'
                    AS utc,
                CAST('2025-01-01 00:00:00' AS datetime) AS winter, CAST('2025-07-01 00:00:00' AS datetime) AS summer,
                @@SESSION.sql_mode LIKE '%STRICT\\_%\\_TABLES%' AS strict,
                @@log_bin = 1 AND @@SESSION.binlog_format = 'STATEMENT' AS by_statement""";

    private SessionCheck() {}

    /** What is wrong, and what to do about it. */
    static Optional<String> obstacle(Database database, Connection connection) throws SQLException {
        // Each statement of a claim is to see what others have committed before it.
        if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
            return Optional.of("whose transactions are not READ COMMITTED; set that isolation in the server");
        }
        if (database != Database.MARIADB) {
            return Optional.empty();
        }
        return Statements.list(connection, MARIADB_QUESTION, row -> {
                    boolean utc = row.getBoolean("utc")
                            && isUtc(row.getObject("winter", OffsetDateTime.class))
                            && isUtc(row.getObject("summer", OffsetDateTime.class));
                    if (!utc) {
                        return Optional.of("whose sessions do not keep UTC; add " + MARIADB_ZONE + " to its URL");
                    }
                    // READ COMMITTED cannot be logged so: each write would be refused.
                    if (row.getBoolean("by_statement")) {
                        return Optional.of("whose server logs statements; set its binlog_format to MIXED or ROW");
                    }
                    // Else what is too long is cut, and nobody told.
                    return row.getBoolean("strict")
                            ? Optional.<String>empty()
                            : Optional.of("whose sessions are not strict; add"
                                    + " sessionVariables=sql_mode='STRICT_TRANS_TABLES' to its URL");
                })
                .get(0);
    }

    private static boolean isUtc(OffsetDateTime midnight) {
        return midnight.toInstant().getEpochSecond() % 86_400 == 0;
    }
}
