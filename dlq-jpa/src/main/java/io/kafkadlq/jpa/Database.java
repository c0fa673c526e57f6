package io.kafkadlq.jpa;

import java.sql.DatabaseMetaData;
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
                    "logServerErrorDetail", "false"));

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
            String product = connection.getMetaData().getDatabaseProductName();
            return Arrays.stream(values())
                    .filter(database -> database.name().equals(product.toUpperCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    /** H2 before 2.3 cannot open its file again after its process was killed (h2database issue 4083). */
    void warnIfUnsafe(DatabaseMetaData metaData) throws SQLException {
        int major = metaData.getDatabaseMajorVersion();
        int minor = metaData.getDatabaseMinorVersion();
        if (this == H2 && (major < 2 || major == 2 && minor < 3)) {
            Log.unsafeH2(metaData.getDatabaseProductVersion());
        }
    }

    String driverClass() {
        return driverClass;
    }

    Map<String, String> connectionDefaults() {
        return connectionDefaults;
    }

    /** How it says what concerns claims. */
    ScheduleSql schedule() {
        return this == H2 ? new H2Schedule() : new PostgresSchedule();
    }

    /** How it says what concerns sequences. */
    SequenceSql sequences() {
        return this == H2 ? new H2Sequences() : new PostgresSequences();
    }

    /** How it stores a stack trace of an id, a text and a day, or notes the day of one it has. */
    String keepStackTrace() {
        return this == H2
                ? "MERGE INTO dlq_stack_trace (id, stack_trace, last_seen) KEY (id) VALUES (?, ?, ?)"
                : "INSERT INTO dlq_stack_trace (id, stack_trace, last_seen) VALUES (?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET last_seen = excluded.last_seen"
                        + " WHERE dlq_stack_trace.last_seen < excluded.last_seen";
    }

    /** How it finds a record by its key. */
    KeySearch keys() {
        return this == POSTGRESQL ? KeySearch.HASHED : KeySearch.PLAIN;
    }

    /** How it finds pages that it would not find soon by itself. */
    PageIds pageIds() {
        return this == POSTGRESQL ? new PostgresPageIds() : new LanePageIds(keys());
    }

    /** The folder of the schema's scripts, below this package. */
    String schemaFolder() {
        return "schema/" + name().toLowerCase(Locale.ROOT);
    }
}
