package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Sequences in MariaDB: one probe of an index each, however many records wait in it. MariaDB has no LATERAL, so a question
 * about each of many sequences is as many questions, sent together.
 */
final class MariaDbSequences implements SequenceSql {

    /** Questions a statement. */
    private static final int CHUNK = 100;

    private static final String LOCK_HEAD = """
            (SELECT id, status = 'PENDING' AND next_attempt_at IS NULL AS parked FROM dlq_progress
            WHERE open_order_id = ? ORDER BY order_position, id LIMIT 1 FOR UPDATE)""";

    private static final String MAKE_DUE =
            "UPDATE dlq_progress SET next_attempt_at = CURRENT_TIMESTAMP(6) WHERE id = ANY(?)";

    private static final String WAITING = """
            SELECT c.id FROM dlq_progress c
            WHERE c.id = ANY(?) AND (
                (SELECT o.id FROM dlq_progress o WHERE o.open_order_id = c.order_id
                    ORDER BY o.order_position, o.id LIMIT 1) <> c.id
                OR EXISTS (SELECT 1 FROM dlq_progress o WHERE o.running_order_id = c.order_id))""";

    /** The first that can be locked is in the way of all but itself; one that is run, of all. */
    private static final String LOCK_IN_THE_WAY = """
            (SELECT id, order_id FROM dlq_progress
            WHERE open_order_id = ? ORDER BY order_position, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            UNION ALL
            (SELECT id, order_id FROM dlq_progress
            WHERE running_order_id = ? LIMIT 1 FOR UPDATE SKIP LOCKED)""";

    private static final String LOCK_UNRESOLVED = """
            (SELECT id FROM dlq_progress
            WHERE open_order_id = ? ORDER BY order_position, id LIMIT ? FOR UPDATE SKIP LOCKED)""";

    private static final String UNRESOLVED = "(SELECT" + Candidate.COLUMNS + """
            , status = 'PENDING' AND (next_attempt_at IS NULL OR next_attempt_at <= CURRENT_TIMESTAMP(6)) AS ready
            FROM dlq_progress
            WHERE open_order_id = ? ORDER BY order_position, id LIMIT ?)""";

    private static final String BLOCKED_WITHIN = """
            SELECT DISTINCT open_order_id AS order_id FROM dlq_progress
            WHERE open_order_id BETWEEN ? AND ? ORDER BY open_order_id LIMIT ?""";

    private static final String BLOCKED =
            "(SELECT open_order_id AS order_id FROM dlq_progress WHERE open_order_id = ? LIMIT 1)";

    private static final String AHEAD = """
            SELECT COUNT(*) AS ahead FROM (
                SELECT 1 FROM dlq_progress r JOIN dlq_progress o ON o.open_order_id = r.order_id
                WHERE r.id = ? AND (o.order_position < r.order_position
                    OR o.order_position = r.order_position AND o.id < r.id)
                LIMIT ?
            ) AS counted""";

    @Override
    public String aheadQuestion() {
        return AHEAD;
    }

    @Override
    public void begin(Connection connection) {
        // Rows are locked one by one; what runs beside us is told apart by them.
    }

    @Override
    public List<Head> lockHeads(Connection connection, SortedSet<Long> sequences) throws SQLException {
        return ofEach(
                connection,
                LOCK_HEAD,
                "",
                row -> new Head(Statements.id(row), row.getBoolean("parked")),
                valuesOf(sequences));
    }

    @Override
    public void passTurn(Connection connection, SortedSet<Long> sequences) throws SQLException {
        List<UUID> parked = lockHeads(connection, sequences).stream()
                .filter(Head::parked)
                .map(Head::id)
                .toList();
        if (!parked.isEmpty()) {
            Statements.run(connection, MAKE_DUE, OneOf.of(parked));
        }
    }

    @Override
    public List<Candidate> waiting(Connection connection, List<Candidate> candidates) throws SQLException {
        var waiting = new HashSet<>(
                Statements.list(connection, WAITING, Statements::id, OneOf.of(Candidate.ids(candidates))));
        return candidates.stream()
                .filter(candidate -> waiting.contains(candidate.id()))
                .toList();
    }

    @Override
    public Set<UUID> lockInTheWay(Connection connection, List<Candidate> waiting) throws SQLException {
        List<List<Object>> values = sequencesOf(waiting).stream()
                .map(sequence -> List.<Object>of(sequence, sequence))
                .toList();
        List<Locked> locked = ofEach(connection, LOCK_IN_THE_WAY, "", Locked::read, values);
        return waiting.stream()
                .filter(candidate -> locked.stream().anyMatch(other -> other.isInTheWayOf(candidate)))
                .map(Candidate::id)
                .collect(Collectors.toSet());
    }

    /** A record of a sequence that we hold now. */
    private record Locked(UUID id, long sequence) {

        static Locked read(ResultSet row) throws SQLException {
            return new Locked(Statements.id(row), row.getLong("order_id"));
        }

        boolean isInTheWayOf(Candidate candidate) {
            return Objects.equals(sequence, candidate.sequence()) && !id.equals(candidate.id());
        }
    }

    private static SortedSet<Long> sequencesOf(List<Candidate> candidates) {
        return candidates.stream()
                .map(Candidate::sequence)
                .map(Objects::requireNonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Looked at anew once they are locked: a locked one that was skipped must end its sequence's run. */
    @Override
    public List<List<Candidate>> lockRuns(Connection connection, SortedSet<Long> sequences, int each)
            throws SQLException {
        List<List<Object>> values = sequences.stream()
                .map(sequence -> List.<Object>of(sequence, each))
                .toList();
        var locked = new HashSet<>(ofEach(connection, LOCK_UNRESOLVED, "", Statements::id, values));
        var runs = new Runs();
        ofEach(
                connection,
                UNRESOLVED,
                " ORDER BY order_id, order_position, id",
                row -> runs.add(Candidate.read(row), row.getBoolean("ready") && locked.contains(Statements.id(row))),
                values);
        return runs.all();
    }

    @Override
    public List<Long> blockedWithin(Connection connection, long firstId, long lastId) throws SQLException {
        return Statements.list(
                connection, BLOCKED_WITHIN, row -> row.getLong("order_id"), firstId, lastId, JpaSequences.MAX_IDS);
    }

    @Override
    public List<Long> blockedAmong(Connection connection, Collection<Long> ids) throws SQLException {
        return ofEach(connection, BLOCKED, "", row -> row.getLong("order_id"), valuesOf(ids));
    }

    private static List<List<Object>> valuesOf(Collection<Long> sequences) {
        return sequences.stream().map(List::<Object>of).toList();
    }

    /** Asks a question with each of these values; {@code order} says how the rows of a statement are ordered. */
    private static <T> List<T> ofEach(
            Connection connection,
            String question,
            String order,
            Statements.Reading<T> reading,
            List<List<Object>> values)
            throws SQLException {
        var found = new ArrayList<T>();
        for (int from = 0; from < values.size(); from += CHUNK) {
            List<List<Object>> chunk = values.subList(from, Math.min(from + CHUNK, values.size()));
            String questions = String.join(" UNION ALL ", Collections.nCopies(chunk.size(), question)) + order;
            Object[] flat = chunk.stream().flatMap(List::stream).toArray();
            found.addAll(Statements.list(connection, questions, reading, flat));
        }
        return found;
    }
}
