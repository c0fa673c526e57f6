package io.kafkadlq.web.json;

import io.kafkadlq.api.Retrier;
import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was tried with a record, and what it waits for.
 *
 * @param attempts latest first
 * @param ahead how many unresolved records come before it in its sequence
 * @param order what its channel keeps in order
 * @param now as of when
 */
public record Outlook(List<Attempt> attempts, long ahead, Retrier retrier, ProcessingOrder order, Instant now) {

    public Outlook {
        attempts = List.copyOf(attempts);
    }

    /** What comes before it, in words; empty if it is first. */
    Optional<String> waitsFor() {
        if (ahead == 0) {
            return Optional.empty();
        }
        String whose = order == ProcessingOrder.PARTITION ? "partition" : "key";
        return Optional.of(
                ahead == 1
                        ? "1 earlier record of its " + whose + " is unresolved"
                        : ahead + " earlier records of its " + whose + " are unresolved");
    }

    /** What a pending record waits for, in words; empty for all others. */
    Optional<String> waiting(RecordSummary record) {
        if (record.status() != DlqStatus.PENDING) {
            return Optional.empty();
        }
        Optional<Instant> due = record.metadata().nextAttemptAt();
        if (ahead > 0) {
            return Optional.of("for its turn: " + waitsFor().orElseThrow());
        }
        if (due.isEmpty()) {
            return Optional.of("for a person");
        }
        if (due.get().isAfter(now)) {
            return Optional.of("until " + due.get());
        }
        return Optional.of(
                retrier == Retrier.THIS_INSTANCE
                        ? "for its handler: it is due"
                        : "for a handler: this instance handles no channel " + record.channel());
    }
}
