package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.RunResult;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run makes of a record, as it is stored.
 *
 * @param failure not asked for if it succeeded: what it failed with before stays
 */
record OutcomeRow(
        RecordSummary after,
        FailureColumns failure,
        @Nullable StackTrace stackTrace,
        List<AttemptRow> attempts) {

    static OutcomeRow of(RunResult result) {
        RecordSummary after = result.after();
        Failure failure = after.status() == DlqStatus.SUCCESS ? Failure.unexplained() : after.failure();
        return new OutcomeRow(
                after,
                FailureColumns.of(failure),
                StackTrace.of(failure).orElse(null),
                result.attempts().stream()
                        .map(attempt -> AttemptRow.of(after.id(), attempt))
                        .toList());
    }

    UUID id() {
        return after.id().toUuid();
    }

    boolean succeeded() {
        return after.status() == DlqStatus.SUCCESS;
    }

    /** What the record counts under by it. */
    CountKey countedAfter(CountKey before) {
        CountKey moved = before.withStatus(after.status());
        return succeeded() ? moved : moved.withFailure(failure);
    }

    /** Whether there is nothing to tell but that it succeeded now. */
    boolean isPlainSuccess() {
        return succeeded()
                && attempts.size() == 1
                && attempts.get(0).isPlainSuccess(after.metadata().attempts());
    }

    Stream<StackTrace> stackTraces() {
        Stream<StackTrace> tried = attempts.stream().map(AttemptRow::stackTrace);
        return Stream.concat(Stream.ofNullable(stackTrace), tried.flatMap(Stream::ofNullable));
    }
}
