package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;

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

    private static final String PASS_TURN = "WITH head AS MATERIALIZED (" + LOCK_HEADS + """
            )
            UPDATE dlq_progress p SET next_attempt_at = CURRENT_TIMESTAMP
            FROM head WHERE head.parked AND p.id = head.id""";

    /**
     * One that is run is counted, not asked for by EXISTS, which PostgreSQL would turn into a search for all that are run; as
     * it would by the plain status, which its statistics, taken when few were run, make look like the shorter way.
     */
    private static final String WAITING = """
            SELECT c.id FROM unnest(?, ?, ?) AS c(id, order_id, order_position)
            WHERE EXISTS (SELECT 1 FROM dlq_progress o
                    WHERE o.order_id = c.order_id AND o.status IN ('PENDING', 'RETRYING', 'FAILED')
                        AND (o.order_position, o.id) < (c.order_position, c.id))
                OR (SELECT COUNT(*) FROM dlq_progress o WHERE o.order_id = c.order_id
                        AND o.status || '' = 'RETRYING') > 0""";

    /** The first that can be locked is in the way of all but itself; one that is run, of all. */
    private static final String LOCK_IN_THE_WAY = """
            SELECT c.id FROM unnest(?, ?) AS c(id, order_id)
            LEFT JOIN LATERAL (
                SELECT o.id FROM dlq_progress o
                WHERE o.order_id = c.order_id AND o.status IN ('PENDING', 'RETRYING', 'FAILED')
                ORDER BY o.order_position, o.id LIMIT 1 FOR UPDATE SKIP LOCKED
            ) AS head ON TRUE
            LEFT JOIN LATERAL (
                SELECT o.id FROM dlq_progress o WHERE o.order_id = c.order_id AND o.status || '' = 'RETRYING'
                LIMIT 1 FOR UPDATE SKIP LOCKED
            ) AS run ON TRUE
            WHERE head.id <> c.id OR run.id IS NOT NULL""";

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
                , status = 'PENDING' AND (next_attempt_at IS NULL OR next_attempt_at <= CURRENT_TIMESTAMP) AS ready
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

    @Override
    public List<Head> lockHeads(Connection connection, SortedSet<Long> sequences) throws SQLException {
        return Statements.list(
                connection,
                LOCK_HEADS,
                row -> new Head(Statements.id(row), row.getBoolean("parked")),
                Statements.longs(connection, sequences));
    }

    @Override
    public List<Candidate> waiting(Connection connection, List<Candidate> candidates) throws SQLException {
        var waiting = new HashSet<>(Statements.list(
                connection,
                WAITING,
                Statements::id,
                Statements.uuids(connection, Candidate.ids(candidates)),
                sequences(candidates),
                candidates.stream().mapToLong(Candidate::position).toArray()));
        return candidates.stream()
                .filter(candidate -> waiting.contains(candidate.id()))
                .toList();
    }

    @Override
    public Set<UUID> lockInTheWay(Connection connection, List<Candidate> waiting) throws SQLException {
        return new HashSet<>(Statements.list(
                connection,
                LOCK_IN_THE_WAY,
                Statements::id,
                Statements.uuids(connection, Candidate.ids(waiting)),
                sequences(waiting)));
    }

    private static long[] sequences(List<Candidate> candidates) {
        return candidates.stream()
                .map(Candidate::sequence)
                .mapToLong(Objects::requireNonNull)
                .toArray();
    }

    @Override
    public void passTurn(Connection connection, SortedSet<Long> sequences) throws SQLException {
        Statements.run(connection, PASS_TURN, Statements.longs(connection, sequences));
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
