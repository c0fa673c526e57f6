package io.kafkadlq.jpa;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.Attempt.Outcome;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One attempt as it is stored. The model has bounded what a failure says, but not why a handler gives up. */
record AttemptRow(
        UUID recordId,
        int number,
        Instant startedAt,
        long tookMicros,
        String node,
        String outcome,
        FailureColumns failure,
        @Nullable StackTrace stackTrace,
        @Nullable Instant postponedUntil) {

    /** Of {@link #values}. */
    static final String INSERT = """
            INSERT INTO dlq_attempt (record_id, number, started_at, took_micros, node, outcome, exception_class,
                root_cause_class, message, stack_trace_id, deliveries, postponed_until)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final int MAX_NODE = 255;

    private static final String SUCCEEDED = "SUCCEEDED";
    private static final String FAILED = "FAILED";
    private static final String POSTPONED = "POSTPONED";
    private static final String GIVEN_UP = "GIVEN_UP";

    static AttemptRow of(RecordId id, Attempt attempt) {
        Failure said = said(attempt.outcome());
        return new AttemptRow(
                id.toUuid(),
                attempt.number(),
                attempt.startedAt(),
                attempt.took().toNanos() / 1_000,
                StoredText.of(attempt.node(), MAX_NODE),
                word(attempt.outcome()),
                FailureColumns.of(said),
                StackTrace.of(said).orElse(null),
                attempt.outcome() instanceof Outcome.Postponed postponed ? postponed.until() : null);
    }

    List<@Nullable Object> values() {
        return Arrays.asList(
                recordId,
                number,
                startedAt,
                tookMicros,
                node,
                outcome,
                failure.exceptionClass(),
                failure.rootCauseClass(),
                failure.message(),
                StackTrace.idOf(stackTrace),
                failure.deliveries(),
                postponedUntil);
    }

    /** Whether it is this one, and all there is to say of it is how long it took. */
    boolean isPlainSuccess(int ofNumber) {
        return number == ofNumber && outcome.equals(SUCCEEDED);
    }

    private static Failure said(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.failure();
        }
        return outcome instanceof Outcome.GivenUp givenUp
                ? Failure.unexplained().withMessage(Text.of(givenUp.reason()))
                : Failure.unexplained();
    }

    private static String word(Outcome outcome) {
        if (outcome instanceof Outcome.Failed) {
            return FAILED;
        }
        if (outcome instanceof Outcome.Postponed) {
            return POSTPONED;
        }
        return outcome instanceof Outcome.GivenUp ? GIVEN_UP : SUCCEEDED;
    }

    static Attempt read(ResultSet row) throws SQLException {
        return new Attempt(
                row.getInt("number"),
                Statements.instant(row, "started_at"),
                Duration.of(row.getLong("took_micros"), ChronoUnit.MICROS),
                row.getString("node"),
                outcome(row));
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        return switch (row.getString("outcome")) {
            case FAILED -> new Outcome.Failed(failure(row));
            case POSTPONED -> new Outcome.Postponed(Statements.instant(row, "postponed_until"));
            case GIVEN_UP -> new Outcome.GivenUp(failure(row).message().orElse(""));
            default -> new Outcome.Succeeded();
        };
    }

    private static Failure failure(ResultSet row) throws SQLException {
        Failure failure = new FailureColumns(
                        row.getString("exception_class"),
                        row.getString("root_cause_class"),
                        row.getString("message"),
                        Statements.integer(row, "deliveries"))
                .toFailure();
        String trace = row.getString("stack_trace");
        return trace == null ? failure : failure.withStackTrace(Text.of(trace));
    }
}
