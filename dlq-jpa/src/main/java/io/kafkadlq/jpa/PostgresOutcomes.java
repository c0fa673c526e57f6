package io.kafkadlq.jpa;

import io.kafkadlq.api.model.ProcessingMetadata;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Writes what became of claimed records into PostgreSQL: a batch a statement, its values as arrays. */
final class PostgresOutcomes {

    /** Most results are these: the rows change little, and one statement does all of it. */
    private static final String SUCCEEDED = PostgresSchedule.PLAN_ONCE + """
            WITH noted AS (
                UPDATE dlq_progress r SET
                    status = 'SUCCESS', error_type = d.error_type, attempts = d.number, redrive_count = d.redrive_count,
                    next_attempt_at = NULL, lease_holder = NULL, version = r.version + 1,
                    updated_at = date_trunc('milliseconds', CURRENT_TIMESTAMP)
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?) AS d(
                    id, version, number, error_type, redrive_count, started_millis, took_micros, node)
                WHERE r.id = d.id AND r.version = d.version AND r.status || '' = 'RETRYING'
                RETURNING r.id, r.order_id, r.channel, r.exception_class, r.root_cause_class,
                    d.number, d.started_millis, d.took_micros, d.node
            ), added AS (
                INSERT INTO dlq_attempt (record_id, number, started_at, took_micros, node, outcome)
                SELECT id, number, to_timestamp(started_millis / 1000.0), took_micros, node, 'SUCCEEDED' FROM noted
                ON CONFLICT DO NOTHING
            )
            SELECT id, order_id, channel, 'RETRYING' AS status, exception_class, root_cause_class FROM noted""";

    /**
     * A text that is kept is not sent through the database again: PostgreSQL leaves it where it is. Found by their ids, and
     * not by the plain status: what statistics say of that is out of date with every claim. What it failed with before is
     * read from the row as it was; as no version has two failures, that is the row which is locked.
     */
    private static final String NOTE = PostgresSchedule.PLAN_ONCE + """
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
            JOIN dlq_progress was ON was.id = d.id AND was.version = d.version
            WHERE r.id = d.id AND r.version = d.version AND r.status || '' = 'RETRYING'
            RETURNING r.id, r.order_id, r.channel, was.status, was.exception_class, was.root_cause_class""";

    private static final String ADD = """
            INSERT INTO dlq_attempt (record_id, number, started_at, took_micros, node, outcome, exception_class,
                root_cause_class, message, stack_trace_id, deliveries, postponed_until)
            SELECT record_id, number, to_timestamp(started_millis / 1000.0), took_micros, node, outcome, exception_class,
                root_cause_class, message, stack_trace_id, deliveries, to_timestamp(until_millis / 1000.0)
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS d(
                record_id, number, started_millis, took_micros, node, outcome, exception_class,
                root_cause_class, message, stack_trace_id, deliveries, until_millis)
            ON CONFLICT DO NOTHING""";

    private PostgresOutcomes() {}

    static List<Member> note(Connection connection, List<OutcomeRow> outcomes) throws SQLException {
        var successes = new ArrayList<OutcomeRow>();
        var others = new ArrayList<OutcomeRow>();
        outcomes.forEach(outcome -> (outcome.isPlainSuccess() ? successes : others).add(outcome));
        var noted = new ArrayList<Member>();
        if (!successes.isEmpty()) {
            noted.addAll(succeed(connection, successes));
        }
        if (!others.isEmpty()) {
            noted.addAll(noteWhole(connection, others));
        }
        return noted;
    }

    private static List<Member> succeed(Connection connection, List<OutcomeRow> successes) throws SQLException {
        var of = new Columns<>(connection, successes);
        return Statements.list(
                connection,
                SUCCEEDED,
                Member::read,
                of.column("uuid", OutcomeRow::id),
                of.longs(row -> row.after().metadata().version()),
                of.integers(row -> row.after().metadata().attempts()),
                of.column("text", row -> row.after().errorType().name()),
                of.integers(row -> row.after().metadata().redriveCount()),
                of.longs(row -> row.attempts().get(0).startedAt().toEpochMilli()),
                of.longs(row -> row.attempts().get(0).tookMicros()),
                of.column("text", row -> row.attempts().get(0).node()));
    }

    private static List<Member> noteWhole(Connection connection, List<OutcomeRow> outcomes) throws SQLException {
        var of = new Columns<>(connection, outcomes);
        List<Member> noted = Statements.list(
                connection,
                NOTE,
                Member::read,
                of.column("uuid", OutcomeRow::id),
                of.longs(row -> row.after().metadata().version()),
                of.column("text", row -> row.after().status().name()),
                of.column("text", row -> row.after().errorType().name()),
                of.integers(row -> row.after().metadata().attempts()),
                of.integers(row -> row.after().metadata().redriveCount()),
                of.column("bigint", row -> millis(nextAttempt(row.after().metadata()))),
                of.column("text", row -> row.failure().exceptionClass()),
                of.column("text", row -> row.failure().rootCauseClass()),
                of.column("text", row -> row.failure().message()),
                of.column("uuid", row -> StackTrace.idOf(row.stackTrace())),
                of.column("integer", row -> row.failure().deliveries()));
        Set<UUID> ids = new HashSet<>(Member.ids(noted));
        List<AttemptRow> added = outcomes.stream()
                .filter(outcome -> ids.contains(outcome.id()))
                .flatMap(outcome -> outcome.attempts().stream())
                .toList();
        if (!added.isEmpty()) {
            add(connection, added);
        }
        return noted;
    }

    private static void add(Connection connection, List<AttemptRow> attempts) throws SQLException {
        var of = new Columns<>(connection, attempts);
        Statements.run(
                connection,
                ADD,
                of.column("uuid", AttemptRow::recordId),
                of.integers(AttemptRow::number),
                of.longs(row -> row.startedAt().toEpochMilli()),
                of.longs(AttemptRow::tookMicros),
                of.column("text", AttemptRow::node),
                of.column("text", AttemptRow::outcome),
                of.column("text", row -> row.failure().exceptionClass()),
                of.column("text", row -> row.failure().rootCauseClass()),
                of.column("text", row -> row.failure().message()),
                of.column("uuid", row -> StackTrace.idOf(row.stackTrace())),
                of.column("integer", row -> row.failure().deliveries()),
                of.column("bigint", row -> millis(row.postponedUntil())));
    }

    private static @Nullable Instant nextAttempt(ProcessingMetadata metadata) {
        return metadata.nextAttemptAt().orElse(null);
    }

    private static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : at.toEpochMilli();
    }

    /** Rows as columns. */
    private record Columns<T>(Connection connection, List<T> rows) {

        Array column(String type, Function<T, @Nullable Object> value) throws SQLException {
            return connection.createArrayOf(type, rows.stream().map(value).toArray());
        }

        /** None of them NULL: a primitive array is sent as binary. */
        long[] longs(ToLongFunction<T> value) {
            return rows.stream().mapToLong(value).toArray();
        }

        int[] integers(ToIntFunction<T> value) {
            return rows.stream().mapToInt(value).toArray();
        }
    }
}
