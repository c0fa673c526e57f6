package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * What a run makes of a record, as it is stored.
 *
 * @param failure not asked for if it succeeded: what it failed with before stays
 */
record OutcomeRow(
        RecordSummary after,
        FailureColumns failure,
        @Nullable StackTrace stackTrace) {

    static OutcomeRow of(RunResult result) {
        RecordSummary after = result.after();
        Failure failure = after.status() == DlqStatus.SUCCESS ? Failure.unexplained() : after.failure();
        return new OutcomeRow(
                after, FailureColumns.of(failure), StackTrace.of(failure).orElse(null));
    }

    boolean succeeded() {
        return after.status() == DlqStatus.SUCCESS;
    }
}
