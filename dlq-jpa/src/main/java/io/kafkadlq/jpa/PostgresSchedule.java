package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Claims and results in PostgreSQL. */
final class PostgresSchedule implements ScheduleSql {

    private static final String RENEW = """
            INSERT INTO dlq_lease (holder, node, expires_at)
            VALUES (?, ?, clock_timestamp() + ? * interval '1 millisecond')
            ON CONFLICT (holder) DO UPDATE SET node = excluded.node, expires_at = excluded.expires_at""";

    /**
     * What is planned while a table is empty, as are the partitions of months to come, would read it whole, and be kept for
     * minutes after it has begun to fill. Of what searches by keys that is never wanted.
     */
    static final String BY_INDEX = "SET LOCAL enable_seqscan = off; ";

    /**
     * Sent in front of the first statement of a transaction whose statements search by keys, however many: planning them anew
     * each time takes longer than running them. Not for ranges.
     */
    static final String PLAN_ONCE = BY_INDEX + "SET LOCAL plan_cache_mode = force_generic_plan; ";

    private static final String LOCK_DUE = PLAN_ONCE + "SELECT" + Candidate.COLUMNS + """
            FROM dlq_progress
            WHERE channel = ? AND status = 'PENDING' AND next_attempt_at <= CURRENT_TIMESTAMP
                AND EXISTS (SELECT 1 FROM dlq_lease WHERE holder = ? AND expires_at > CURRENT_TIMESTAMP)
            ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED""";

    private static final String TAKE = """
            WITH p AS (
                UPDATE dlq_progress SET status = 'RETRYING', lease_holder = ?, version = version + 1,
                    updated_at = date_trunc('milliseconds', CURRENT_TIMESTAMP)
                WHERE id = ANY(?)
                RETURNING *
            )
            SELECT\s""" + WholeRow.COLUMNS + " FROM p" + WholeRow.JOINS;

    @Override
    public String timeQuestion() {
        return "SELECT clock_timestamp() AS now";
    }

    @Override
    public String renewal() {
        return RENEW;
    }

    @Override
    public List<Candidate> lockDue(Connection connection, String channel, UUID holder, int limit) throws SQLException {
        return Statements.list(connection, LOCK_DUE, Candidate::read, channel, holder, limit);
    }

    @Override
    public List<DlqRecord> take(Connection connection, Collection<UUID> ids, UUID holder) throws SQLException {
        return Statements.list(connection, TAKE, WholeRow::read, holder, Statements.uuids(connection, ids));
    }

    @Override
    public List<Member> note(Connection connection, List<OutcomeRow> outcomes) throws SQLException {
        return PostgresOutcomes.note(connection, outcomes);
    }
}
