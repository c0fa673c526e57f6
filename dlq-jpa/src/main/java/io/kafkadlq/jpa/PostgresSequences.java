package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/** Sequences in PostgreSQL: one probe of an index each, however many records wait in it. */
final class PostgresSequences implements SequenceSql {

    private static final String LOCK_HEADS = """
            SELECT head.id, head.status = 'PENDING' AND head.next_attempt_at IS NULL AS parked
            FROM unnest(?) AS s(order_id)
            CROSS JOIN LATERAL (
                SELECT o.id, o.status, o.next_attempt_at FROM dlq_record o
                WHERE o.order_id = s.order_id AND o.status IN ('PENDING', 'RETRYING', 'FAILED')
                ORDER BY o.order_position, o.id LIMIT 1 FOR UPDATE
            ) AS head""";

    /** From one id straight to the next, past all the entries between. */
    private static final String BLOCKED_WITHIN = """
            WITH RECURSIVE blocked(order_id) AS (
                (SELECT o.order_id FROM dlq_record o
                 WHERE o.order_id >= ? AND o.order_id <= ? AND o.status IN ('PENDING', 'RETRYING', 'FAILED')
                 ORDER BY o.order_id LIMIT 1)
                UNION ALL
                SELECT (SELECT o.order_id FROM dlq_record o
                        WHERE o.order_id > b.order_id AND o.order_id <= ? AND o.status IN ('PENDING', 'RETRYING', 'FAILED')
                        ORDER BY o.order_id LIMIT 1)
                FROM blocked b WHERE b.order_id IS NOT NULL
            )
            SELECT order_id FROM blocked WHERE order_id IS NOT NULL LIMIT ?""";

    private static final String BLOCKED_AMONG = """
            SELECT s.order_id FROM unnest(?) AS s(order_id)
            CROSS JOIN LATERAL (
                SELECT 1 FROM dlq_record o
                WHERE o.order_id = s.order_id AND o.status IN ('PENDING', 'RETRYING', 'FAILED') LIMIT 1
            ) AS one""";

    @Override
    public void begin(Connection connection) {
        // Rows are locked one by one; what runs beside us is told apart by them.
    }

    @Override
    public List<Head> lockHeads(Connection connection, SortedSet<Long> sequences) throws SQLException {
        return Statements.list(
                connection,
                LOCK_HEADS,
                row -> new Head(Statements.id(row), row.getBoolean("parked")),
                Statements.longs(connection, sequences));
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
