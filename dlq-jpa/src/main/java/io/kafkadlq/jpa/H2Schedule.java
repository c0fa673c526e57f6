package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordSummary;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Claims and results in H2, where one transaction at a time changes the schedule. */
final class H2Schedule implements ScheduleSql {

    private static final String RENEW = """
            MERGE INTO dlq_lease (holder, node, expires_at) KEY (holder)
            VALUES (?, ?, DATEADD(MILLISECOND, ?, CURRENT_TIMESTAMP))""";

    private static final String IS_LIVE =
            "SELECT holder FROM dlq_lease WHERE holder = ? AND expires_at > CURRENT_TIMESTAMP";

    /**
     * With FOR UPDATE, in another order than its index has, or with a look at another table, H2 would read, and lock, all that
     * is due; and without a beginning all that is parked, which the index has before.
     */
    private static final String DUE = """
            SELECT id FROM dlq_progress
            WHERE channel = ? AND status = 'PENDING'
                AND next_attempt_at >= TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00'
                AND next_attempt_at <= CURRENT_TIMESTAMP
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

    private static final String CLAIMED = "SELECT" + Member.COLUMNS + """
            , version FROM dlq_progress
            WHERE id = ANY(?) AND CASE WHEN status = 'RETRYING' THEN TRUE ELSE FALSE END""";

    private static final String NOTE = """
            UPDATE dlq_progress SET status = ?, error_type = ?, attempts = ?, redrive_count = ?, next_attempt_at = ?,
                lease_holder = NULL, version = version + 1, updated_at = DATE_TRUNC(MILLISECOND, CURRENT_TIMESTAMP)
            WHERE id = ?""";

    private static final String NOTE_FAILURE = """
            UPDATE dlq_progress SET exception_class = ?, root_cause_class = ?, message = ?, stack_trace_id = ?, deliveries = ?
            WHERE id = ?""";

    private static final String KNOWN = "SELECT record_id, number FROM dlq_attempt WHERE record_id = ANY(?)";

    @Override
    public String timeQuestion() {
        return "SELECT CURRENT_TIMESTAMP(9) AS now";
    }

    @Override
    public String renewal() {
        return RENEW;
    }

    /** Only one transaction at a time asks what is due, so no other is about to lock the same. */
    @Override
    public List<Candidate> lockDue(Connection connection, String channel, UUID holder, int limit) throws SQLException {
        if (Statements.list(connection, IS_LIVE, row -> true, holder).isEmpty()) {
            return List.of();
        }
        List<UUID> due = Statements.list(connection, DUE, Statements::id, channel, limit);
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
        Map<UUID, Claimed> claimed = claimed(connection, outcomes);
        var expected = new ArrayList<OutcomeRow>();
        var members = new ArrayList<Member>();
        for (OutcomeRow outcome : outcomes) {
            Claimed found = claimed.get(outcome.id());
            if (found != null && found.version() == outcome.after().metadata().version()) {
                expected.add(outcome);
                members.add(found.member());
            }
        }
        Statements.batch(
                connection, NOTE, expected.stream().map(H2Schedule::noted).toList());
        Statements.batch(
                connection,
                NOTE_FAILURE,
                expected.stream()
                        .filter(outcome -> !outcome.succeeded())
                        .map(H2Schedule::failed)
                        .toList());
        add(connection, expected);
        return members;
    }

    private record Claimed(Member member, long version) {}

    private static Map<UUID, Claimed> claimed(Connection connection, List<OutcomeRow> outcomes) throws SQLException {
        Map<UUID, Claimed> claimed = new HashMap<>();
        Statements.list(
                        connection,
                        CLAIMED,
                        row -> new Claimed(Member.read(row), row.getLong("version")),
                        Statements.uuids(connection, ids(outcomes)))
                .forEach(found -> claimed.put(found.member().id(), found));
        return claimed;
    }

    private static List<UUID> ids(List<OutcomeRow> outcomes) {
        return outcomes.stream().map(OutcomeRow::id).toList();
    }

    private static List<@Nullable Object> noted(OutcomeRow outcome) {
        RecordSummary after = outcome.after();
        return Arrays.asList(
                after.status().name(),
                after.errorType().name(),
                after.metadata().attempts(),
                after.metadata().redriveCount(),
                after.metadata().nextAttemptAt().orElse(null),
                outcome.id());
    }

    private static List<@Nullable Object> failed(OutcomeRow outcome) {
        FailureColumns failure = outcome.failure();
        return Arrays.asList(
                failure.exceptionClass(),
                failure.rootCauseClass(),
                failure.message(),
                StackTrace.idOf(outcome.stackTrace()),
                failure.deliveries(),
                outcome.id());
    }

    private static void add(Connection connection, List<OutcomeRow> outcomes) throws SQLException {
        record Number(UUID id, int number) {}
        var known = new HashSet<>(Statements.list(
                connection,
                KNOWN,
                row -> new Number(row.getObject("record_id", UUID.class), row.getInt("number")),
                Statements.uuids(connection, ids(outcomes))));
        Statements.batch(
                connection,
                AttemptRow.INSERT,
                outcomes.stream()
                        .flatMap(outcome -> outcome.attempts().stream())
                        .filter(row -> known.add(new Number(row.recordId(), row.number())))
                        .map(AttemptRow::values)
                        .toList());
    }
}
