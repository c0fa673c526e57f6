package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Claims and results in H2, where one transaction at a time changes the schedule. */
final class H2Schedule implements ScheduleSql {

    private static final String RENEW = """
            MERGE INTO dlq_lease (holder, node, expires_at) KEY (holder)
            VALUES (?, ?, DATEADD(MILLISECOND, ?, CURRENT_TIMESTAMP))""";

    /** With FOR UPDATE, or in another order than its index has, H2 would read, and lock, all that is due. */
    private static final String DUE = """
            SELECT id FROM dlq_progress
            WHERE channel = ? AND status = 'PENDING' AND next_attempt_at <= CURRENT_TIMESTAMP
                AND EXISTS (SELECT 1 FROM dlq_lease WHERE holder = ? AND expires_at > CURRENT_TIMESTAMP)
            ORDER BY channel, status, next_attempt_at LIMIT ?""";

    /** A person may have changed it meanwhile. In CASE, so that no index of the status is taken for that of the ids. */
    private static final String LOCK = "SELECT " + Candidate.COLUMNS + """
            FROM dlq_progress
            WHERE id = ANY(?) AND CASE WHEN status = 'PENDING' THEN next_attempt_at <= CURRENT_TIMESTAMP ELSE FALSE END
            ORDER BY next_attempt_at FOR UPDATE SKIP LOCKED""";

    private static final String TAKE = """
            UPDATE dlq_progress SET status = 'RETRYING', lease_holder = ?, version = version + 1,
                updated_at = DATE_TRUNC(MILLISECOND, CURRENT_TIMESTAMP)
            WHERE id = ANY(?)""";

    private static final String TAKEN =
            "SELECT " + WholeRow.COLUMNS + " FROM dlq_progress p" + WholeRow.JOINS + " WHERE p.id = ANY(?)";

    private static final String CLAIMED =
            "SELECT" + Member.COLUMNS + "FROM dlq_progress WHERE id = ? AND version = ? AND status = 'RETRYING'";

    private static final String NOTE = """
            UPDATE dlq_progress SET status = ?, error_type = ?, attempts = ?, redrive_count = ?, next_attempt_at = ?,
                lease_holder = NULL, version = version + 1, updated_at = DATE_TRUNC(MILLISECOND, CURRENT_TIMESTAMP)
            WHERE id = ?""";

    private static final String NOTE_FAILURE = """
            UPDATE dlq_progress SET exception_class = ?, root_cause_class = ?, message = ?, stack_trace_id = ?, deliveries = ?
            WHERE id = ?""";

    private static final String KNOWN = "SELECT number FROM dlq_attempt WHERE record_id = ?";

    private static final String ADD = """
            INSERT INTO dlq_attempt (record_id, number, started_at, took_micros, node, outcome, exception_class,
                root_cause_class, message, stack_trace_id, deliveries, postponed_until)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    @Override
    public String timeQuestion() {
        return "SELECT CURRENT_TIMESTAMP(9) AS now";
    }

    @Override
    public void renew(Connection connection, Lease lease) throws SQLException {
        Statements.run(
                connection,
                RENEW,
                lease.holder(),
                Leases.nodeOf(lease),
                lease.lasts().toMillis());
    }

    /** Only one transaction at a time asks what is due, so no other is about to lock the same. */
    @Override
    public List<Candidate> lockDue(Connection connection, String channel, UUID holder, int limit) throws SQLException {
        List<UUID> due = Statements.list(connection, DUE, Statements::id, channel, holder, limit);
        return due.isEmpty()
                ? List.of()
                : Statements.list(connection, LOCK, Candidate::read, Statements.uuids(connection, due));
    }

    @Override
    public List<DlqRecord> take(Connection connection, Collection<UUID> ids, UUID holder) throws SQLException {
        var taken = Statements.uuids(connection, ids);
        Statements.run(connection, TAKE, holder, taken);
        return Statements.list(connection, TAKEN, WholeRow::read, taken);
    }

    @Override
    public List<Member> note(Connection connection, List<OutcomeRow> outcomes) throws SQLException {
        var noted = new ArrayList<Member>();
        for (OutcomeRow outcome : outcomes) {
            RecordSummary after = outcome.after();
            List<Member> claimed = Statements.list(
                    connection,
                    CLAIMED,
                    Member::read,
                    after.id().toUuid(),
                    after.metadata().version());
            if (!claimed.isEmpty()) {
                note(connection, outcome);
                add(connection, outcome);
                noted.addAll(claimed);
            }
        }
        return noted;
    }

    private static void note(Connection connection, OutcomeRow outcome) throws SQLException {
        RecordSummary after = outcome.after();
        UUID id = after.id().toUuid();
        Statements.run(
                connection,
                NOTE,
                after.status().name(),
                after.errorType().name(),
                after.metadata().attempts(),
                after.metadata().redriveCount(),
                after.metadata().nextAttemptAt().orElse(null),
                id);
        if (!outcome.succeeded()) {
            FailureColumns failure = outcome.failure();
            Statements.run(
                    connection,
                    NOTE_FAILURE,
                    failure.exceptionClass(),
                    failure.rootCauseClass(),
                    failure.message(),
                    StackTrace.idOf(outcome.stackTrace()),
                    failure.deliveries(),
                    id);
        }
    }

    private static void add(Connection connection, OutcomeRow outcome) throws SQLException {
        if (outcome.attempts().isEmpty()) {
            return;
        }
        Set<Integer> known =
                new HashSet<>(Statements.list(connection, KNOWN, found -> found.getInt("number"), outcome.id()));
        for (AttemptRow row : outcome.attempts()) {
            if (known.add(row.number())) {
                insert(connection, row);
            }
        }
    }

    private static void insert(Connection connection, AttemptRow row) throws SQLException {
        Statements.run(
                connection,
                ADD,
                row.recordId(),
                row.number(),
                row.startedAt(),
                row.tookMicros(),
                row.node(),
                row.outcome(),
                row.failure().exceptionClass(),
                row.failure().rootCauseClass(),
                row.failure().message(),
                StackTrace.idOf(row.stackTrace()),
                row.failure().deliveries(),
                row.postponedUntil());
    }
}
