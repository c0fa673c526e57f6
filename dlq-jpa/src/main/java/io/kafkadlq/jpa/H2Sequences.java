package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/** Sequences in H2, where one transaction at a time changes the schedule. */
final class H2Sequences implements SequenceSql {

    private static final String TAKE_TURN = "SELECT id FROM dlq_turn WHERE id = 1 FOR UPDATE WAIT 30";

    private static final String HEAD = """
            SELECT id, status = 'PENDING' AND next_attempt_at IS NULL AS parked FROM dlq_progress
            WHERE order_id = ? AND status IN ('PENDING', 'RETRYING', 'FAILED')
            ORDER BY order_position, id LIMIT 1""";

    private static final String UNRESOLVED = "SELECT " + Candidate.COLUMNS + """
            , status = 'PENDING' AND (next_attempt_at IS NULL OR next_attempt_at <= CURRENT_TIMESTAMP) AS ready
            FROM dlq_progress
            WHERE order_id = ? AND status IN ('PENDING', 'RETRYING', 'FAILED')
            ORDER BY order_position, id LIMIT ?""";

    private static final String BLOCKED_WITHIN = """
            SELECT DISTINCT order_id FROM dlq_progress
            WHERE order_id BETWEEN ? AND ? AND status IN ('PENDING', 'RETRYING', 'FAILED')
            ORDER BY order_id LIMIT ?""";

    private static final String BLOCKED_AMONG = """
            SELECT DISTINCT order_id FROM dlq_progress
            WHERE order_id = ANY(?) AND status IN ('PENDING', 'RETRYING', 'FAILED')""";

    @Override
    public void begin(Connection connection) throws SQLException {
        Statements.run(connection, TAKE_TURN);
    }

    @Override
    public void planOnce(Connection connection) {
        // H2 plans a statement when it is prepared.
    }

    @Override
    public List<Head> lockHeads(Connection connection, SortedSet<Long> sequences) throws SQLException {
        var heads = new ArrayList<Head>();
        for (long sequence : sequences) {
            heads.addAll(Statements.list(
                    connection, HEAD, row -> new Head(Statements.id(row), row.getBoolean("parked")), sequence));
        }
        return heads;
    }

    @Override
    public List<List<Candidate>> lockRuns(Connection connection, SortedSet<Long> sequences, int each)
            throws SQLException {
        var runs = new Runs();
        for (long sequence : sequences) {
            Statements.list(
                    connection,
                    UNRESOLVED,
                    row -> runs.add(Candidate.read(row), row.getBoolean("ready")),
                    sequence,
                    each);
        }
        return runs.all();
    }

    @Override
    public List<Long> blockedWithin(Connection connection, long firstId, long lastId) throws SQLException {
        return Statements.list(
                connection, BLOCKED_WITHIN, row -> row.getLong("order_id"), firstId, lastId, JpaSequences.MAX_IDS);
    }

    @Override
    public List<Long> blockedAmong(Connection connection, Collection<Long> ids) throws SQLException {
        return Statements.list(
                connection, BLOCKED_AMONG, row -> row.getLong("order_id"), Statements.longs(connection, ids));
    }
}
