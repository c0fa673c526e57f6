package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordSummary;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Claims and results in MariaDB. */
final class MariaDbSchedule implements ScheduleSql {

    private static final String RENEW = """
            INSERT INTO dlq_lease (holder, node, expires_at)
            VALUES (?, ?, CURRENT_TIMESTAMP(6) + INTERVAL ? * 1000 MICROSECOND)
            ON DUPLICATE KEY UPDATE node = VALUES(node), expires_at = VALUES(expires_at)""";

    private static final String LOCK_DUE = "SELECT" + Candidate.COLUMNS + """
            FROM dlq_progress
            WHERE channel = ? AND due_at <= CURRENT_TIMESTAMP(6)
                AND EXISTS (SELECT 1 FROM dlq_lease WHERE holder = ? AND expires_at > CURRENT_TIMESTAMP(6))
            ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED""";

    private static final String TAKE = """
            UPDATE dlq_progress SET status = 'RETRYING', lease_holder = ?, version = version + 1,
                updated_at = CURRENT_TIMESTAMP(3)
            WHERE id = ANY(?)""";

    private static final String TAKEN =
            "SELECT " + WholeRow.COLUMNS + " FROM dlq_progress p" + WholeRow.JOINS + " WHERE p.id = ANY(?)";

    /** In CASE, so that it is the ids which rows are found by. */
    private static final String LOCK_CLAIMED = "SELECT" + Member.COLUMNS + """
            , version FROM dlq_progress
            WHERE id = ANY(?) AND CASE WHEN status = 'RETRYING' THEN TRUE ELSE FALSE END ORDER BY id FOR UPDATE""";

    private static final String NOTED = """
            lease_holder = NULL, version = version + 1, updated_at = CURRENT_TIMESTAMP(3)
            WHERE id = ?""";

    /** What it failed with before stays. */
    private static final String NOTE_SUCCESS = """
            UPDATE dlq_progress SET status = ?, error_type = ?, attempts = ?, redrive_count = ?, next_attempt_at = ?,
            """ + NOTED;

    private static final String NOTE_FAILURE = """
            UPDATE dlq_progress SET status = ?, error_type = ?, attempts = ?, redrive_count = ?, next_attempt_at = ?,
                exception_class = ?, root_cause_class = ?, message = ?, stack_trace_id = ?, deliveries = ?,
            """ + NOTED;

    private static final String ADD = AttemptRow.INSERT + " ON DUPLICATE KEY UPDATE number = VALUES(number)";

    @Override
    public String timeQuestion() {
        return "SELECT CURRENT_TIMESTAMP(6) AS now";
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
        Statements.run(connection, TAKE, holder, OneOf.of(ids));
        return Statements.list(connection, TAKEN, WholeRow::read, OneOf.of(ids));
    }

    /** A record that is claimed, and the version of its claim. */
    private record Held(Member member, long version) {

        static Held read(ResultSet row) throws SQLException {
            return new Held(Member.read(row), row.getLong("version"));
        }
    }

    @Override
    public List<Member> note(Connection connection, List<OutcomeRow> outcomes) throws SQLException {
        Map<UUID, Held> claimed = claimed(connection, outcomes);
        var noted = new ArrayList<Member>();
        var successes = new ArrayList<List<@Nullable Object>>();
        var failures = new ArrayList<List<@Nullable Object>>();
        var attempts = new ArrayList<List<@Nullable Object>>();
        for (OutcomeRow outcome : outcomes) {
            Held held = claimed.get(outcome.id());
            if (held != null && held.version() == outcome.after().metadata().version()) {
                noted.add(held.member());
                (outcome.succeeded() ? successes : failures).add(values(outcome));
                outcome.attempts().forEach(attempt -> attempts.add(attempt.values()));
            }
        }
        Statements.batch(connection, NOTE_SUCCESS, successes);
        Statements.batch(connection, NOTE_FAILURE, failures);
        Statements.batch(connection, ADD, attempts);
        return noted;
    }

    private static Map<UUID, Held> claimed(Connection connection, List<OutcomeRow> outcomes) throws SQLException {
        OneOf ids = OneOf.of(outcomes.stream().map(OutcomeRow::id).toList());
        Map<UUID, Held> claimed = new HashMap<>();
        Statements.list(connection, LOCK_CLAIMED, Held::read, ids)
                .forEach(held -> claimed.put(held.member().id(), held));
        return claimed;
    }

    private static List<@Nullable Object> values(OutcomeRow outcome) {
        RecordSummary after = outcome.after();
        var values = new ArrayList<@Nullable Object>();
        values.add(after.status().name());
        values.add(after.errorType().name());
        values.add(after.metadata().attempts());
        values.add(after.metadata().redriveCount());
        values.add(after.metadata().nextAttemptAt().orElse(null));
        if (!outcome.succeeded()) {
            addFailure(values, outcome.failure(), outcome.stackTrace());
        }
        values.add(outcome.id());
        return values;
    }

    private static void addFailure(
            List<@Nullable Object> values, FailureColumns failure, @Nullable StackTrace stackTrace) {
        values.add(failure.exceptionClass());
        values.add(failure.rootCauseClass());
        values.add(failure.message());
        values.add(StackTrace.idOf(stackTrace));
        values.add(failure.deliveries());
    }
}
