package io.kafkadlq.core.engine;

import io.kafkadlq.api.event.RecordEvent;
import io.kafkadlq.api.event.RecordExpired;
import io.kafkadlq.api.event.RecordFailed;
import io.kafkadlq.api.event.RecordHeld;
import io.kafkadlq.api.event.RecordRedriven;
import io.kafkadlq.api.event.RecordReleased;
import io.kafkadlq.api.event.RecordResolved;
import io.kafkadlq.api.event.RecordRestored;
import io.kafkadlq.api.event.RecordSkipped;
import io.kafkadlq.api.event.RecordStored;
import io.kafkadlq.api.event.RecordsExpired;
import io.kafkadlq.api.event.RetryScheduled;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.SaveReport;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Says what happened to records, an event each, if anybody wants to know. Thread-safe. */
record RecordEvents(Events events, Clock clock) {

    /** Those of the batch that were not there before. */
    void stored(List<DlqRecord> batch, SaveReport report) {
        boolean ofIntake = events.wants(RecordStored.class);
        if (!ofIntake && !events.wants(RetryScheduled.class) && !events.wants(RecordFailed.class)) {
            return;
        }
        Instant now = clock.instant();
        for (DlqRecord record : batch) {
            if (!report.duplicates().containsKey(record.id())) {
                RecordSummary summary = record.summary();
                if (ofIntake) {
                    events.tell(stored(summary, now));
                }
                scheduledOrGivenUp(summary, now);
            }
        }
    }

    private static RecordStored stored(RecordSummary record, Instant now) {
        return new RecordStored(
                record.channel(),
                now,
                record.id(),
                record.status(),
                record.errorType(),
                record.failure().exceptionClass());
    }

    private void scheduledOrGivenUp(RecordSummary record, Instant now) {
        if (record.status() == DlqStatus.FAILED) {
            events.tell(new RecordFailed(
                    record.channel(), now, record.id(), record.metadata().attempts(), record.errorType()));
        } else if (record.status() == DlqStatus.PENDING) {
            record.metadata()
                    .nextAttemptAt()
                    .ifPresent(next -> events.tell(new RetryScheduled(
                            record.channel(),
                            now,
                            record.id(),
                            record.metadata().attempts(),
                            next)));
        }
    }

    /** What became of retries; those that never began, or are another's by now, have come to nothing. */
    void ran(List<RunResult> results, Set<RecordId> leftAlone) {
        if (!events.wants(RecordResolved.class)
                && !events.wants(RetryScheduled.class)
                && !events.wants(RecordFailed.class)) {
            return;
        }
        Instant now = clock.instant();
        for (RunResult result : results) {
            RecordSummary after = result.after();
            if (!result.attempts().isEmpty() && !leftAlone.contains(after.id())) {
                if (after.status() == DlqStatus.SUCCESS) {
                    events.tell(new RecordResolved(
                            after.channel(), now, after.id(), after.metadata().attempts()));
                } else {
                    scheduledOrGivenUp(after, now);
                }
            }
        }
    }

    /** What a person did, which is what the store has now. */
    void changed(RecordSummary record, AuditEntry why) {
        Instant now = clock.instant();
        if (why.action().equals(RecordAction.RETRY.name())) {
            scheduledOrGivenUp(record, now);
            return;
        }
        events.tell(change(record, why, now));
        boolean isBack = record.status() == DlqStatus.PENDING;
        if (isBack) {
            scheduledOrGivenUp(record, now);
        }
    }

    private static RecordEvent change(RecordSummary record, AuditEntry why, Instant now) {
        String channel = record.channel();
        String reason = why.details().getOrDefault("reason", "");
        return switch (RecordAction.valueOf(why.action())) {
            case REDRIVE ->
                new RecordRedriven(channel, now, record.id(), why.details().getOrDefault("target", ""), why.actor());
            case HOLD -> new RecordHeld(channel, now, record.id(), why.actor(), reason);
            case RELEASE -> new RecordReleased(channel, now, record.id(), why.actor(), reason);
            case SKIP -> new RecordSkipped(channel, now, record.id(), why.actor(), reason);
            case RESTORE -> new RecordRestored(channel, now, record.id(), why.actor(), reason);
            case EXPIRE -> new RecordExpired(channel, now, record.id(), why.actor(), reason);
            case RETRY, CLAIM, SUCCEED, POSTPONE, GIVE_UP, GIVE_BACK ->
                throw new IllegalArgumentException(why.action() + " is told of by another event, if at all");
        };
    }

    /** By their age. */
    void expired(String channel, int count) {
        if (count > 0) {
            events.tell(new RecordsExpired(channel, clock.instant(), count));
        }
    }
}
