package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;

/** What each database says in its own way about sequences. Thread-safe. */
interface SequenceSql {

    /**
     * The first unresolved record of a sequence.
     *
     * @param parked whether it waits for its turn, which has come
     */
    record Head(UUID id, boolean parked) {}

    /** Asks how many are before a record in its sequence, given its id and the most that are counted. */
    default String aheadQuestion() {
        return """
            SELECT COUNT(*) AS ahead FROM (
                SELECT 1 FROM dlq_progress r JOIN dlq_progress o ON o.order_id = r.order_id
                WHERE r.id = ? AND o.status IN ('PENDING', 'RETRYING', 'FAILED')
                    AND (o.order_position, o.id) < (r.order_position, r.id)
                LIMIT ?
            ) AS counted""";
    }

    /** Called first by each transaction that changes the schedule. */
    void begin(Connection connection) throws SQLException;

    /** Locks the heads of these sequences, in this order, and tells how each is once it is locked. */
    List<Head> lockHeads(Connection connection, SortedSet<Long> sequences) throws SQLException;

    /**
     * Makes the first of each of these sequences due if it is parked. It is locked first, whatever it looks like, and looked
     * at once it is.
     */
    void passTurn(Connection connection, SortedSet<Long> sequences) throws SQLException;

    /** Those of these with one before them in their sequence, or with one that is run now wherever it stands. */
    List<Candidate> waiting(Connection connection, List<Candidate> candidates) throws SQLException;

    /**
     * Locks one that is in the way of each of these, unless another has locked it.
     *
     * @return the ids of those for which it succeeded
     */
    Set<UUID> lockInTheWay(Connection connection, List<Candidate> waiting) throws SQLException;

    /**
     * Locks the records from the head of each sequence on that follow each other without a gap and are ready: PENDING, and
     * due or waiting for nothing but their turn.
     *
     * @param each most of one sequence
     * @return those of each sequence whose head is ready, in its order
     */
    List<List<Candidate>> lockRuns(Connection connection, SortedSet<Long> sequences, int each) throws SQLException;

    /** Sequences of a range with unresolved records, in ascending order. */
    List<Long> blockedWithin(Connection connection, long firstId, long lastId) throws SQLException;

    /** Those of these with unresolved records. */
    List<Long> blockedAmong(Connection connection, Collection<Long> ids) throws SQLException;
}
