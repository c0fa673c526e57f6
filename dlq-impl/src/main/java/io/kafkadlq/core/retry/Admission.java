package io.kafkadlq.core.retry;

import io.kafkadlq.api.Verdict;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Text;
import io.kafkadlq.api.policy.RetryDecision;
import io.kafkadlq.core.dispatch.VerdictGiven;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides at intake what is to become of a dead letter: of which kind its failure is, which sequence it belongs to, and
 * when it is tried for the first time here, if at all. Thread-safe.
 */
public final class Admission {

    private static final Failure PARKED = Failure.unexplained()
            .withMessage(Text.of("Not handled yet: a record before it in its key or partition is unresolved"));

    private final FailureJudge rules;
    private final Optional<SequenceRule> sequences;

    private Admission(FailureJudge rules, Optional<SequenceRule> sequences) {
        this.rules = rules;
        this.sequences = sequences;
    }

    /** For a channel whose dead letters are retried by somebody. */
    static Admission scheduled(FailureJudge rules, SequenceRule sequences) {
        return new Admission(rules, Optional.of(sequences));
    }

    /** For a channel whose dead letters wait for a person. */
    public static Admission unscheduled(FailureJudge rules) {
        return new Admission(rules, Optional.empty());
    }

    /** A dead letter from a topic, or put together by code; one whose status or time is set already keeps it. */
    public DlqRecord deadLetter(DlqRecord record) {
        ExceptionChain exceptions = ExceptionChain.of(record.failure());
        ErrorType type = record.summary().errorType() == ErrorType.UNKNOWN
                ? rules.classify(exceptions)
                : record.summary().errorType();
        return judged(record, type, exceptions);
    }

    /** What a handler has just failed on. */
    public DlqRecord failed(DlqRecord record, Throwable why) {
        DlqRecord once =
                record.with(record.summary().withMetadata(record.metadata().withAttempts(1)));
        if (why instanceof VerdictGiven given) {
            return byVerdict(once, given.verdict());
        }
        ExceptionChain exceptions = ExceptionChain.of(why);
        return judged(once, rules.classify(exceptions), exceptions);
    }

    /** Whether that is no failure, but what {@link #parked} says of a record. */
    static boolean isParked(Failure failure) {
        return failure.equals(PARKED);
    }

    /** What the handler has not seen, because something before it in its sequence is unresolved. */
    public DlqRecord parked(DlqRecord record) {
        return due(record.with(record.summary().withFailure(PARKED)), Duration.ZERO);
    }

    private DlqRecord byVerdict(DlqRecord record, Verdict verdict) {
        if (verdict instanceof Verdict.RetryLater later) {
            return later(record, later.delay());
        }
        return givenUp(said(record, verdict instanceof Verdict.GiveUp given ? given.reason() : ""));
    }

    private DlqRecord later(DlqRecord record, Duration delay) {
        if (!rules.mayWait(delay, record.metadata().createdAt())) {
            return givenUp(said(record, FailureJudge.TOO_OLD));
        }
        DlqRecord waiting = said(record, "The handler asked for a later attempt");
        return sequences.isPresent() ? due(waiting, delay) : waiting;
    }

    private static DlqRecord said(DlqRecord record, String words) {
        return record.with(record.summary().withFailure(Failure.unexplained().withMessage(Text.of(words))));
    }

    private DlqRecord judged(DlqRecord record, ErrorType type, ExceptionChain exceptions) {
        DlqRecord typed = record.with(record.summary().withErrorType(type));
        ProcessingMetadata metadata = record.metadata();
        boolean decided =
                record.status() != DlqStatus.PENDING || metadata.nextAttemptAt().isPresent();
        if (sequences.isEmpty() || decided || !record.payload().state().isComplete()) {
            return typed;
        }
        RetryDecision decision = rules.decide(type, exceptions, metadata.attempts(), metadata.createdAt());
        return decision instanceof RetryDecision.RetryAfter again ? due(typed, again.delay()) : givenUp(typed);
    }

    private DlqRecord due(DlqRecord record, Duration delay) {
        var metadata =
                record.metadata().withNextAttemptAt(rules.clock().instant().plus(delay));
        return inSequence(record.with(record.summary().withMetadata(metadata)));
    }

    private DlqRecord givenUp(DlqRecord record) {
        DlqRecord failed = record.with(record.summary().withStatus(DlqStatus.FAILED));
        return rules.givenUpBlocks() ? inSequence(failed) : failed;
    }

    private DlqRecord inSequence(DlqRecord record) {
        RecordSummary summary = record.summary();
        return record.with(summary.withSequence(sequences.flatMap(
                rule -> rule.of(summary.source(), record.payload().key().orElse(null), summary.id()))));
    }
}
