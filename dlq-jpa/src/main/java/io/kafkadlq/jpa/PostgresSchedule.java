package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.store.Lease;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Claims and results in PostgreSQL: a batch a statement, its values as arrays. */
final class PostgresSchedule implements ScheduleSql {

    private static final String RENEW = """
            INSERT INTO dlq_lease (holder, node, expires_at)
            VALUES (?, ?, clock_timestamp() + ? * interval '1 millisecond')
            ON CONFLICT (holder) DO UPDATE SET node = excluded.node, expires_at = excluded.expires_at""";

    private static final String LOCK_DUE = "SELECT " + Candidate.COLUMNS + """
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

    /**
     * A text that is kept is not sent through the database again: PostgreSQL leaves it where it is. Found by their ids, and
     * not by the plain status: what statistics say of that is out of date with every claim.
     */
    private static final String NOTE = """
            UPDATE dlq_progress r SET
                status = d.status, error_type = d.error_type, attempts = d.attempts, redrive_count = d.redrive_count,
                next_attempt_at = to_timestamp(d.next_millis / 1000.0),
                exception_class = CASE WHEN d.status = 'SUCCESS' THEN r.exception_class ELSE d.exception_class END,
                root_cause_class = CASE WHEN d.status = 'SUCCESS' THEN r.root_cause_class ELSE d.root_cause_class END,
                message = CASE WHEN d.status = 'SUCCESS' THEN r.message ELSE d.message END,
                stack_trace_id = CASE WHEN d.status = 'SUCCESS' THEN r.stack_trace_id ELSE d.stack_trace_id END,
                deliveries = CASE WHEN d.status = 'SUCCESS' THEN r.deliveries ELSE d.deliveries END,
                lease_holder = NULL, version = r.version + 1,
                updated_at = date_trunc('milliseconds', CURRENT_TIMESTAMP)
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS d(
                id, version, status, error_type, attempts, redrive_count, next_millis,
                exception_class, root_cause_class, message, stack_trace_id, deliveries)
            WHERE r.id = d.id AND r.version = d.version AND r.status || '' = 'RETRYING'
            RETURNING r.id, r.order_id""";

    private static final String ADD = """
            INSERT INTO dlq_attempt (record_id, number, started_at, took_micros, node, outcome, exception_class,
                root_cause_class, message, stack_trace_id, deliveries, postponed_until)
            SELECT record_id, number, to_timestamp(started_millis / 1000.0), took_micros, node, outcome, exception_class,
                root_cause_class, message, stack_trace_id, deliveries, to_timestamp(until_millis / 1000.0)
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS d(
                record_id, number, started_millis, took_micros, node, outcome, exception_class,
                root_cause_class, message, stack_trace_id, deliveries, until_millis)
            ON CONFLICT DO NOTHING""";

    @Override
    public String timeQuestion() {
        return "SELECT clock_timestamp() AS now";
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
        var of = new Columns<>(connection, outcomes);
        return Statements.list(
                connection,
                NOTE,
                Member::read,
                of.column("uuid", row -> row.after().id().toUuid()),
                of.column("bigint", row -> row.after().metadata().version()),
                of.column("text", row -> row.after().status().name()),
                of.column("text", row -> row.after().errorType().name()),
                of.column("integer", row -> row.after().metadata().attempts()),
                of.column("integer", row -> row.after().metadata().redriveCount()),
                of.column("bigint", row -> millis(nextAttempt(row.after().metadata()))),
                of.column("text", row -> row.failure().exceptionClass()),
                of.column("text", row -> row.failure().rootCauseClass()),
                of.column("text", row -> row.failure().message()),
                of.column("uuid", row -> idOf(row.stackTrace())),
                of.column("integer", row -> row.failure().deliveries()));
    }

    private static @Nullable UUID idOf(@Nullable StackTrace trace) {
        return trace == null ? null : trace.id();
    }

    private static @Nullable Instant nextAttempt(ProcessingMetadata metadata) {
        return metadata.nextAttemptAt().orElse(null);
    }

    @Override
    public void add(Connection connection, List<AttemptRow> attempts) throws SQLException {
        var of = new Columns<>(connection, attempts);
        Statements.run(
                connection,
                ADD,
                of.column("uuid", AttemptRow::recordId),
                of.column("integer", AttemptRow::number),
                of.column("bigint", row -> row.startedAt().toEpochMilli()),
                of.column("bigint", AttemptRow::tookMicros),
                of.column("text", AttemptRow::node),
                of.column("text", AttemptRow::outcome),
                of.column("text", row -> row.failure().exceptionClass()),
                of.column("text", row -> row.failure().rootCauseClass()),
                of.column("text", row -> row.failure().message()),
                of.column("uuid", row -> idOf(row.stackTrace())),
                of.column("integer", row -> row.failure().deliveries()),
                of.column("bigint", row -> millis(row.postponedUntil())));
    }

    private static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : at.toEpochMilli();
    }

    /** Rows as columns. */
    private record Columns<T>(Connection connection, List<T> rows) {

        Array column(String type, Function<T, @Nullable Object> value) throws SQLException {
            return connection.createArrayOf(type, rows.stream().map(value).toArray());
        }
    }
}
