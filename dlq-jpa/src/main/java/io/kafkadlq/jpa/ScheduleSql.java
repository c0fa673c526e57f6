package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What each database says in its own way about claims and what became of them. Thread-safe. */
interface ScheduleSql {

    /** Asks for the time of the database in a column {@code now}. */
    String timeQuestion();

    /** Stores until when a lease lasts, given its holder, its node and for how many milliseconds from now. */
    String renewal();

    /**
     * Locks those that are due the longest, without waiting for what others have locked; none if the lease has lapsed. Due is
     * what was when the transaction began: a time that an index can be searched for, and which is never early.
     */
    List<Candidate> lockDue(Connection connection, String channel, UUID holder, int limit) throws SQLException;

    /** Makes locked records RETRYING, one version on. @return them, whole, in any order */
    List<DlqRecord> take(Connection connection, Collection<UUID> ids, UUID holder) throws SQLException;

    /**
     * Writes what became of records that are RETRYING at the version of their claim, and their attempts, unless there is one
     * of the same number. Their stack traces are stored before. None of them is of the same record as another.
     *
     * @return those that were, as they were counted before
     */
    List<Member> note(Connection connection, List<OutcomeRow> outcomes) throws SQLException;
}
