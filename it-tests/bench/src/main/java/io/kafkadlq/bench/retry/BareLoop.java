package io.kafkadlq.bench.retry;

import io.kafkadlq.bench.database.Jdbc;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The limit: one thread and one connection, a thousand records claimed by one transaction and noted by another, in the
 * plainest SQL, without leases, order or a history.
 */
record BareLoop(Content content) implements Worker {

    private static final int AT_ONCE = 1_000;

    /** H2 would lock all that is due. There is nobody beside this loop, in either database. */
    private static final Map<String, String> LOCKS = Map.of("postgresql", " FOR UPDATE OF p SKIP LOCKED");

    @Override
    public Running prepare(Jdbc jdbc, Executions executions) {
        try {
            var connection = jdbc.connect();
            connection.setAutoCommit(false);
            var statements = Statements.on(connection, content, LOCKS.getOrDefault(jdbc.database(), ""));
            return new Made(connection, new Crew(1, () -> work(connection, statements, executions)));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot prepare the bare loop", e);
        }
    }

    private static boolean work(Connection connection, Statements statements, Executions executions)
            throws SQLException {
        List<byte[]> values = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        try (var rows = statements.due().executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
                values.add(rows.getBytes(2));
            }
        }
        var claimed = connection.createArrayOf("uuid", ids.toArray());
        statements.claim().setArray(1, claimed);
        statements.claim().executeUpdate();
        connection.commit();
        values.forEach(executions::handle);
        statements.note().setArray(1, claimed);
        statements.note().executeUpdate();
        connection.commit();
        return !ids.isEmpty();
    }

    private record Statements(PreparedStatement due, PreparedStatement claim, PreparedStatement note) {

        static Statements on(Connection connection, Content content, String locks) throws SQLException {
            var due = connection.prepareStatement("SELECT p.id, record_value FROM " + content.source()
                    + " WHERE p.channel = 'bench' AND p.status = 'PENDING' AND p.next_attempt_at <= CURRENT_TIMESTAMP"
                    + " ORDER BY p.channel, p.status, p.next_attempt_at LIMIT " + AT_ONCE + locks);
            String table = content.table();
            return new Statements(due, becomes(connection, table, "RETRYING"), becomes(connection, table, "SUCCESS"));
        }

        private static PreparedStatement becomes(Connection connection, String table, String status)
                throws SQLException {
            return connection.prepareStatement("UPDATE " + table + " SET status = '" + status
                    + "', version = version + 1, updated_at = CURRENT_TIMESTAMP WHERE id = ANY(?)");
        }
    }

    private record Made(Connection connection, Crew crew) implements Running {

        @Override
        public void begin() {
            crew.start();
        }

        @Override
        public boolean isOver() {
            return crew.isDone();
        }

        @Override
        public void close() {
            try (connection) {
                crew.stop();
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot close the connection", e);
            }
        }
    }
}
