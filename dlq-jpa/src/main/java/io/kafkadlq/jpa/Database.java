package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The databases whose schema we ship, and what differs between them. */
enum Database {
    /** Embedded, for a start without a server; also as a server of its own. */
    H2("jdbc:h2:", "org.h2.Driver", Map.of()),

    /** Its driver knows these as connection properties; what the URL says wins over them. */
    POSTGRESQL(
            "jdbc:postgresql:",
            "org.postgresql.Driver",
            Map.of(
                    "reWriteBatchedInserts", "true",
                    // Our statements are few: each is planned on the server, and brings its values as binary, from the
                    // start.
                    "prepareThreshold", "1",
                    "tcpKeepAlive", "true",
                    "connectTimeout", "5",
                    "socketTimeout", "120",
                    "ApplicationName", "kafka-dlq",
                    // A refused row would be quoted in the log, payload and all.
                    "logServerErrorDetail", "false")),

    /** Its driver knows these as connection properties; what the URL says wins over them. */
    MARIADB(
            "jdbc:mariadb:",
            "org.mariadb.jdbc.Driver",
            Map.of(
                    // Times are stored in UTC, and compared with the session's time.
                    "connectionTimeZone", "UTC",
                    "preserveInstants", "true",
                    "forceConnectionTimeZoneToSession", "true",
                    // Batches go as one message, of binary values: three times as fast as rewriting them.
                    "useBulkStmts", "true",
                    "tcpKeepAlive", "true",
                    "connectTimeout", "5000",
                    "socketTimeout", "120000"));

    private final String urlPrefix;
    private final String driverClass;
    private final Map<String, String> connectionDefaults;

    Database(String urlPrefix, String driverClass, Map<String, String> connectionDefaults) {
        this.urlPrefix = urlPrefix;
        this.driverClass = driverClass;
        this.connectionDefaults = connectionDefaults;
    }

    static Optional<Database> ofUrl(String url) {
        return Arrays.stream(values())
                .filter(database -> url.startsWith(database.urlPrefix))
                .findFirst();
    }

    /** Which one a data source of the server leads to; empty if it is none of ours. */
    static Optional<Database> behind(DataSource dataSource) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return behind(connection);
        }
    }

    static Optional<Database> behind(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return Arrays.stream(values())
                .filter(database -> database.name().equals(product.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    String driverClass() {
        return driverClass;
    }

    Map<String, String> connectionDefaults() {
        return connectionDefaults;
    }

    /** What our own pool tells each session, whatever the server's defaults are. */
    Optional<String> sessionSettings() {
        return this == MARIADB
                ? Optional.of(
                        "SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION'")
                : Optional.empty();
    }

    /** Whether a statement can be given any number of values as one. */
    boolean hasArrays() {
        return this != MARIADB;
    }

    /** How it says what concerns claims. */
    ScheduleSql schedule() {
        return switch (this) {
            case H2 -> new H2Schedule();
            case POSTGRESQL -> new PostgresSchedule();
            case MARIADB -> new MariaDbSchedule();
        };
    }

    /** How it says what concerns sequences. */
    SequenceSql sequences() {
        return switch (this) {
            case H2 -> new H2Sequences();
            case POSTGRESQL -> new PostgresSequences();
            case MARIADB -> new MariaDbSequences();
        };
    }

    /** How it stores a stack trace of an id, a text and a day, or notes the day of one it has. */
    String keepStackTrace() {
        return switch (this) {
            case H2 -> "MERGE INTO dlq_stack_trace (id, stack_trace, last_seen) KEY (id) VALUES (?, ?, ?)";
            case POSTGRESQL ->
                "INSERT INTO dlq_stack_trace (id, stack_trace, last_seen) VALUES (?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET last_seen = excluded.last_seen"
                        + " WHERE dlq_stack_trace.last_seen < excluded.last_seen";
            case MARIADB ->
                "INSERT INTO dlq_stack_trace (id, stack_trace, last_seen) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE last_seen = GREATEST(last_seen, VALUES(last_seen))";
        };
    }

    /** How it finds a record by its key. */
    KeySearch keys() {
        return this == POSTGRESQL ? KeySearch.HASHED : KeySearch.PLAIN;
    }

    /** The hour of intake, as {@link CountKey} has it, in the column {@code id}. */
    String hourOfId() {
        return switch (this) {
            case H2 ->
                "CAST(URSHIFT(CAST(SUBSTRING(CAST(id AS binary(16)) FROM 1 FOR 8) AS bigint), 16) / 3600000 AS integer)";
            case POSTGRESQL ->
                "(('x' || left(id::text, 8) || substr(id::text, 10, 4))::bit(48)::bigint / 3600000)::integer";
            case MARIADB ->
                "CAST(CONV(CONCAT(LEFT(CAST(id AS char), 8), SUBSTR(CAST(id AS char), 10, 4)), 16, 10) AS unsigned)"
                        + " DIV 3600000";
        };
    }

    /**
     * How it is asked for the rows of one status in the order of its index; takes the status twice. If it were equal to one,
     * PostgreSQL would see that this is the order of ids, too, and read all by id; from one to the same, the others would read
     * all of that status.
     */
    String ofOneStatus() {
        return this == POSTGRESQL ? "status BETWEEN ? AND ?" : "status = ? AND status = ?";
    }

    /** How it finds pages that it would not find soon by itself. */
    Optional<PageIds> pageIds() {
        return switch (this) {
            case H2 -> Optional.of(new LanePageIds(keys()));
            case POSTGRESQL -> Optional.of(new PostgresPageIds());
            case MARIADB -> Optional.empty();
        };
    }

    /** The folder of the schema's scripts, below this package. */
    String schemaFolder() {
        return "schema/" + name().toLowerCase(Locale.ROOT);
    }
}
