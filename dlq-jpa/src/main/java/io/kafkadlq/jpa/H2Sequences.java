package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;

/** Sequences in H2, where one transaction at a time changes the schedule. */
final class H2Sequences implements SequenceSql {

    private static final String TAKE_TURN = "SELECT id FROM dlq_turn WHERE id = 1 FOR UPDATE WAIT 30";

    /** In the order of its index, by the sequence first: else H2 would read all that wait in it. */
    private static final String HEAD = """
            SELECT id, status = 'PENDING' AND next_attempt_at IS NULL AS parked FROM dlq_progress
            WHERE order_id = ? AND status IN ('PENDING', 'RETRYING', 'FAILED')
            ORDER BY order_id, order_position, id LIMIT 1""";

    private static final String WAITING = """
            SELECT c.id FROM dlq_progress c
            WHERE c.id = ANY(?) AND (
                EXISTS (SELECT 1 FROM dlq_progress o
                    WHERE o.order_id = c.order_id AND o.status IN ('PENDING', 'RETRYING', 'FAILED')
                        AND (o.order_position, o.id) < (c.order_position, c.id))
                OR EXISTS (SELECT 1 FROM dlq_progress o WHERE o.order_id = c.order_id AND o.status = 'RETRYING'))""";

    private static final String MAKE_DUE = "UPDATE dlq_progress SET next_attempt_at = CURRENT_TIMESTAMP WHERE id = ?";

    private static final String UNRESOLVED = "SELECT " + Candidate.COLUMNS + """
            , status = 'PENDING' AND (next_attempt_at IS NULL OR next_attempt_at <= CURRENT_TIMESTAMP) AS ready
            FROM dlq_progress
            WHERE order_id = ? AND status IN ('PENDING', 'RETRYING', 'FAILED')
            ORDER BY order_id, order_position, id LIMIT ?""";

    /** In CASE, so that no index of the status is taken for that of the sequences. */
    private static final String NEXT_BLOCKED = """
            SELECT order_id FROM dlq_progress
            WHERE order_id BETWEEN ? AND ?
                AND CASE WHEN status IN ('PENDING', 'RETRYING', 'FAILED') THEN TRUE ELSE FALSE END
            ORDER BY order_id, order_position, id LIMIT 1""";

    private static final String BLOCKED_AMONG = """
            SELECT DISTINCT order_id FROM dlq_progress
            WHERE order_id = ANY(?) AND status IN ('PENDING', 'RETRYING', 'FAILED')""";

    @Override
    public void begin(Connection connection) throws SQLException {
        Statements.run(connection, TAKE_TURN);
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
    public List<Candidate> waiting(Connection connection, List<Candidate> candidates) throws SQLException {
        var waiting = new HashSet<>(Statements.list(
                connection, WAITING, Statements::id, Statements.uuids(connection, Candidate.ids(candidates))));
        return candidates.stream()
                .filter(candidate -> waiting.contains(candidate.id()))
                .toList();
    }

    /** Nobody else moves anything now. */
    @Override
    public Set<UUID> lockInTheWay(Connection connection, List<Candidate> waiting) {
        return Set.copyOf(Candidate.ids(waiting));
    }

    @Override
    public void passTurn(Connection connection, SortedSet<Long> sequences) throws SQLException {
        for (Head head : lockHeads(connection, sequences)) {
            if (head.parked()) {
                Statements.run(connection, MAKE_DUE, head.id());
            }
        }
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

    /** From one id straight to the next, past all the entries between. */
    @Override
    public List<Long> blockedWithin(Connection connection, long firstId, long lastId) throws SQLException {
        var blocked = new ArrayList<Long>();
        long from = firstId;
        while (from <= lastId && blocked.size() < JpaSequences.MAX_IDS) {
            List<Long> next = Statements.list(connection, NEXT_BLOCKED, row -> row.getLong("order_id"), from, lastId);
            blocked.addAll(next);
            if (next.isEmpty() || next.get(0) == lastId) {
                break;
            }
            from = next.get(0) + 1;
        }
        return blocked;
    }

    @Override
    public List<Long> blockedAmong(Connection connection, Collection<Long> ids) throws SQLException {
        return Statements.list(
                connection, BLOCKED_AMONG, row -> row.getLong("order_id"), Statements.longs(connection, ids));
    }
}
