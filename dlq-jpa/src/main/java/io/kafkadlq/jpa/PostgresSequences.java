package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;

/** Sequences in PostgreSQL: one probe of an index each, however many records wait in it. */
final class PostgresSequences implements SequenceSql {

    private static final String LOCK_HEADS = """
            SELECT head.id, head.status = 'PENDING' AND head.next_attempt_at IS NULL AS parked
            FROM unnest(?) AS s(order_id)
            CROSS JOIN LATERAL (
                SELECT o.id, o.status, o.next_attempt_at FROM dlq_progress o
                WHERE o.order_id = s.order_id AND o.status IN ('PENDING', 'RETRYING', 'FAILED')
                ORDER BY o.order_position, o.id LIMIT 1 FOR UPDATE
            ) AS head""";

    private static final String LOCK_UNRESOLVED = """
            SELECT f.id FROM unnest(?) AS s(order_id)
            CROSS JOIN LATERAL (
                SELECT o.id FROM dlq_progress o
                WHERE o.order_id = s.order_id AND o.status IN ('PENDING', 'RETRYING', 'FAILED')
                ORDER BY o.order_position, o.id LIMIT ? FOR UPDATE SKIP LOCKED
            ) AS f""";

    private static final String UNRESOLVED = """
            SELECT f.* FROM unnest(?) AS s(order_id)
            CROSS JOIN LATERAL (
                SELECT\s""" + Candidate.COLUMNS + """
                , order_position,
                    status = 'PENDING' AND (next_attempt_at IS NULL OR next_attempt_at <= CURRENT_TIMESTAMP) AS ready
                FROM dlq_progress o
                WHERE o.order_id = s.order_id AND o.status IN ('PENDING', 'RETRYING', 'FAILED')
                ORDER BY o.order_position, o.id LIMIT ?
            ) AS f
            ORDER BY f.order_id, f.order_position, f.id""";

    /** From one id straight to the next, past all the entries between. */
    private static final String BLOCKED_WITHIN = """
            WITH RECURSIVE blocked(order_id) AS (
                (SELECT o.order_id FROM dlq_progress o
                 WHERE o.order_id >= ? AND o.order_id <= ? AND o.status IN ('PENDING', 'RETRYING', 'FAILED')
                 ORDER BY o.order_id LIMIT 1)
                UNION ALL
                SELECT (SELECT o.order_id FROM dlq_progress o
                        WHERE o.order_id > b.order_id AND o.order_id <= ? AND o.status IN ('PENDING', 'RETRYING', 'FAILED')
                        ORDER BY o.order_id LIMIT 1)
                FROM blocked b WHERE b.order_id IS NOT NULL
            )
            SELECT order_id FROM blocked WHERE order_id IS NOT NULL LIMIT ?""";

    private static final String BLOCKED_AMONG = """
            SELECT s.order_id FROM unnest(?) AS s(order_id)
            CROSS JOIN LATERAL (
                SELECT 1 FROM dlq_progress o
                WHERE o.order_id = s.order_id AND o.status IN ('PENDING', 'RETRYING', 'FAILED') LIMIT 1
            ) AS one""";

    @Override
    public void begin(Connection connection) {
        // Rows are locked one by one; what runs beside us is told apart by them.
    }

    /** They search by keys, however many, and planning a few of them anew takes longer than running them. */
    @Override
    public void planOnce(Connection connection) throws SQLException {
        Statements.run(connection, "SET LOCAL plan_cache_mode = force_generic_plan");
    }

    @Override
    public List<Head> lockHeads(Connection connection, SortedSet<Long> sequences) throws SQLException {
        return Statements.list(
                connection,
                LOCK_HEADS,
                row -> new Head(Statements.id(row), row.getBoolean("parked")),
                Statements.longs(connection, sequences));
    }

    /** Looked at anew once they are locked: a locked one that was skipped must end its sequence's run. */
    @Override
    public List<List<Candidate>> lockRuns(Connection connection, SortedSet<Long> sequences, int each)
            throws SQLException {
        var locked = new HashSet<>(Statements.list(
                connection, LOCK_UNRESOLVED, Statements::id, Statements.longs(connection, sequences), each));
        var runs = new Runs();
        Statements.list(
                connection,
                UNRESOLVED,
                row -> runs.add(Candidate.read(row), row.getBoolean("ready") && locked.contains(Statements.id(row))),
                Statements.longs(connection, sequences),
                each);
        return runs.all();
    }

    @Override
    public List<Long> blockedWithin(Connection connection, long firstId, long lastId) throws SQLException {
        return Statements.list(
                connection,
                BLOCKED_WITHIN,
                row -> row.getLong("order_id"),
                firstId,
                lastId,
                lastId,
                JpaSequences.MAX_IDS);
    }

    @Override
    public List<Long> blockedAmong(Connection connection, Collection<Long> ids) throws SQLException {
        return Statements.list(
                connection, BLOCKED_AMONG, row -> row.getLong("order_id"), Statements.longs(connection, ids));
    }
}
