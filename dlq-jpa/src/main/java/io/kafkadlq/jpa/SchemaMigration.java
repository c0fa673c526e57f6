package io.kafkadlq.jpa;

import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.Partitioning;
import io.kafkadlq.api.config.SchemaManagement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings the tables up to date, once, however many instances start at the same time. What was applied is kept in the
 * table {@code dlq_schema_history}.
 */
final class SchemaMigration {

    /** Two starters may both create the lock's own table; the second finds it there when it tries again. */
    private static final int LOCK_ATTEMPTS = 5;

    private static final String KEY = "dlq.store.jdbc.partitions";

    private static final String HISTORY = "SELECT version, checksum FROM dlq_schema_history WHERE version > 0";
    private static final String NOTE =
            "INSERT INTO dlq_schema_history (version, script, checksum, applied_at) VALUES (?, ?, ?, ?)";

    private final Connections connections;
    private final Clock clock;
    private final Partitioning partitions;
    private final List<SchemaScript> scripts;

    SchemaMigration(Connections connections, Clock clock, Partitioning partitions) {
        this.connections = connections;
        this.clock = clock;
        this.partitions = partitions;
        this.scripts = SchemaScript.all(connections.database());
    }

    /** @throws DlqException if the tables are not, and by the mode may not be made, of the version we need */
    void run(SchemaManagement mode) {
        refusePartitions();
        try {
            switch (mode) {
                case CREATE_OR_UPGRADE -> upgrade();
                case VALIDATE -> validate();
                case NONE -> {}
            }
            requirePartitions(mode);
        } catch (SQLException e) {
            throw new DlqException(
                    "The schema in " + connections.place()
                            + " could not be brought up to date; see the cause, or apply "
                            + SchemaScript.path(connections.database(), "*.sql")
                            + " yourself and set dlq.store.schema-management=none",
                    e);
        }
    }

    private void upgrade() throws SQLException {
        try (Connection guard = locked()) {
            try (Connection worker = open()) {
                int timeoutMillis = worker.getNetworkTimeout();
                // Millions of records take longer than any call of ours.
                worker.setNetworkTimeout(Runnable::run, 0);
                execute(worker, SchemaScript.text(connections.database(), "history.sql"));
                Map<Integer, String> applied = applied(worker);
                refuseForeign(applied);
                for (SchemaScript script : scripts) {
                    if (!applied.containsKey(script.version())) {
                        apply(worker, script);
                    }
                }
                partition(worker);
                worker.commit();
                worker.setNetworkTimeout(Runnable::run, timeoutMillis);
            } finally {
                guard.rollback();
            }
        }
    }

    private void apply(Connection worker, SchemaScript script) throws SQLException {
        execute(worker, script.sql());
        try (var note = worker.prepareStatement(NOTE)) {
            note.setInt(1, script.version());
            note.setString(2, script.name());
            note.setString(3, script.checksum());
            note.setObject(4, clock.instant().atOffset(ZoneOffset.UTC));
            note.executeUpdate();
        }
        Log.schemaApplied(script.name(), connections.place());
    }

    /** What has partitions keeps them, whatever is asked for. */
    private void partition(Connection worker) throws SQLException {
        if (partitions == Partitioning.MONTHLY && !Partition.areIn(worker)) {
            try (var statement = worker.createStatement()) {
                statement.execute(SchemaScript.text(connections.database(), SchemaScript.PARTITIONS));
            }
            Log.schemaApplied(SchemaScript.PARTITIONS, connections.place());
        }
    }

    private void refusePartitions() {
        if (partitions == Partitioning.MONTHLY && connections.database() != Database.POSTGRESQL) {
            throw new DlqConfigException(List.of(KEY + " is 'monthly', which is for PostgreSQL, and "
                    + connections.place() + " is " + connections.database() + "; set it to 'none', or use PostgreSQL"));
        }
    }

    private void requirePartitions(SchemaManagement mode) throws SQLException {
        if (partitions == Partitioning.MONTHLY && mode != SchemaManagement.CREATE_OR_UPGRADE) {
            try (Connection connection = open()) {
                if (!Partition.areIn(connection)) {
                    throw new DlqException(KEY + " is 'monthly', the tables in " + connections.place()
                            + " have no partitions, and dlq.store.schema-management is '"
                            + mode.name().toLowerCase(Locale.ROOT)
                            + "'; start one instance with 'create-or-upgrade', or run what 'java -cp lib/*"
                            + " io.kafkadlq.jpa.PrintSchema postgresql partitions' prints");
                }
            }
        }
    }

    /** A connection whose transaction holds the lock; ending it, by death too, lets go of the lock. */
    private Connection locked() throws SQLException {
        String lock = SchemaScript.text(connections.database(), "lock.sql");
        for (int attempt = 1; ; attempt++) {
            Connection guard = open();
            try {
                execute(guard, lock);
                return guard;
            } catch (SQLException e) {
                guard.close();
                if (attempt == LOCK_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void validate() throws SQLException {
        Map<Integer, String> applied;
        try (Connection connection = open()) {
            applied = applied(connection);
        } catch (SQLException e) {
            if (!SqlFailure.isRefused(e)) {
                throw e;
            }
            applied = Map.of();
        }
        refuseForeign(applied);
        for (SchemaScript script : scripts) {
            if (!applied.containsKey(script.version())) {
                throw new DlqException("The schema in " + connections.place() + " lacks version " + script.version()
                        + " and dlq.store.schema-management is 'validate'; start one instance with 'create-or-upgrade'"
                        + " and a user who may create tables, or apply "
                        + SchemaScript.path(connections.database(), script.name())
                        + " of dlq-jpa's jar yourself and set it to 'none'");
            }
        }
    }

    private void refuseForeign(Map<Integer, String> applied) {
        applied.forEach((version, checksum) -> {
            boolean ours = scripts.stream()
                    .anyMatch(script ->
                            script.version() == version && script.checksum().equals(checksum));
            if (!ours) {
                throw new DlqException("The schema in " + connections.place() + " has a version " + version
                        + " that this release does not know; run the release that made it, or a later one");
            }
        });
    }

    private static Map<Integer, String> applied(Connection connection) throws SQLException {
        var applied = new TreeMap<Integer, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(HISTORY)) {
            while (rows.next()) {
                applied.put(rows.getInt(1), rows.getString(2));
            }
        }
        return applied;
    }

    private Connection open() throws SQLException {
        Connection connection = connections.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /** One by one: given several at once, H2 runs a final SELECT … FOR UPDATE without keeping its lock. */
    private static void execute(Connection connection, String script) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String sql : SchemaScript.statements(script)) {
                statement.execute(sql);
            }
        }
    }
}
