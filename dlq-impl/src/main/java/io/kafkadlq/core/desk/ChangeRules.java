package io.kafkadlq.core.desk;

import io.kafkadlq.api.ChangeResult.Reason;
import io.kafkadlq.api.ChangeResult.Refused;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.core.payload.Payloads;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether a person's action is possible on a record, and what the record is after it. */
final class ChangeRules {

    private final Predicate<String> retried;
    private final Payloads payloads;

    /** @param retried whether a channel's dead letters are retried by anybody */
    ChangeRules(Predicate<String> retried, Payloads payloads) {
        this.retried = retried;
        this.payloads = payloads;
    }

    /** Why it may not be, or nothing if it may. */
    Optional<Refused> refusal(RecordAction action, DlqRecord record) {
        if (!action.isPossibleFrom(record.status())) {
            return refusal(Reason.STATUS, statusInTheWay(action, record.status()), record);
        }
        if (action != RecordAction.RETRY) {
            return Optional.empty();
        }
        if (!retried.test(record.channel())) {
            return refusal(
                    Reason.NO_HANDLER,
                    "Nobody retries the dead letters of channel '" + record.channel()
                            + "': give it a handler here, or set" + " dlq.channel." + record.channel()
                            + ".retry.by=application if one runs elsewhere",
                    record);
        }
        return payloads.mayBeHad(record)
                ? Optional.empty()
                : refusal(Reason.PAYLOAD, payloads.whyNotToBeHad(record) + ", so a handler cannot be given it", record);
    }

    /**
     * The record after an action that may be. One that is pending without being due waits for a person; if it is in a
     * sequence somebody retries it elsewhere, and the store makes it due when its turn comes.
     */
    RecordSummary after(RecordAction action, DlqRecord record, Instant now) {
        ProcessingMetadata metadata = record.metadata();
        boolean isDue = action.to() == DlqStatus.PENDING && retried.test(record.channel()) && payloads.mayBeHad(record);
        return record.summary()
                .withStatus(action.to())
                .withMetadata(isDue ? metadata.withNextAttemptAt(now) : metadata.withoutNextAttempt());
    }

    private static String statusInTheWay(RecordAction action, DlqStatus status) {
        return status == DlqStatus.RETRYING
                ? "Its handler is at work on it; try again when it is done"
                : "A record that is " + status + " does not allow " + action;
    }

    private static Optional<Refused> refusal(Reason reason, String explanation, DlqRecord record) {
        return Optional.of(
                new Refused(reason, explanation, record.status(), RecordAction.allowedFrom(record.status())));
    }
}
