package io.kafkadlq.api.store;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.RecordSummary;
import java.util.List;
import java.util.Objects;

/**
 * What became of a claimed record.
 *
 * @param after the record as it is to be: its status, error type, sequence (the one it had, or none any more), failure with stack trace, attempts, redrive count and next
 *     attempt; its version as it was claimed. What it failed with before stays if it is a SUCCESS now
 * @param attempts what is added to its history; none if it is given back untried
 */
public record RunResult(RecordSummary after, List<Attempt> attempts) {

    public RunResult {
        Objects.requireNonNull(after, "after");
        attempts = List.copyOf(attempts);
    }
}
