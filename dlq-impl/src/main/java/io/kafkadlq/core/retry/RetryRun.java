package io.kafkadlq.core.retry;

import io.kafkadlq.api.Verdict;
import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.Attempt.Outcome;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Text;
import io.kafkadlq.api.policy.RetryDecision;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.core.delivery.Claim;
import io.kafkadlq.core.dispatch.VerdictGiven;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One claimed record on its way through the handler. It begins only while the lease is ours for certain; whatever becomes of
 * it is told once.
 *
 * <p>Threading: by one worker at a time.
 */
public final class RetryRun implements Claim {

    private static final Duration SHORTEST_WITHOUT = Duration.ofSeconds(15);
    private static final Duration LONGEST_WITHOUT = Duration.ofMinutes(10);

    private final DlqRecord record;
    private final ClaimedBatch batch;
    private final FailureJudge rules;
    // Written by the worker that begins, before any outcome.
    private Instant startedAt = Instant.EPOCH;

    RetryRun(DlqRecord record, ClaimedBatch batch, FailureJudge rules) {
        this.record = record;
        this.batch = batch;
        this.rules = rules;
    }

    @Override
    public int number() {
        long sequence = record.summary()
                .sequence()
                .map(place -> place.id())
                .orElse(record.id().leastSignificantBits());
        return Long.hashCode(sequence);
    }

    @Override
    public long lastToBegin() {
        return batch.mayBegin(record.summary().sequence()) ? ALL : NOTHING;
    }

    @Override
    public int attempt() {
        return record.metadata().attempts() + 1;
    }

    @Override
    public Optional<RecordId> deadLetter() {
        return Optional.of(record.id());
    }

    @Override
    public void noteBegun() {
        startedAt = rules.clock().instant();
    }

    @Override
    public void noteHandled() {
        end(next(DlqStatus.SUCCESS, Optional.empty()), new Outcome.Succeeded());
    }

    /** It waits for its turn behind one before it in its sequence that is not out of its way. */
    void giveBackBehind() {
        RecordSummary back = record.summary().withStatus(DlqStatus.PENDING);
        batch.ended(new RunResult(back.withMetadata(back.metadata().withoutNextAttempt()), List.of()));
    }

    /** Its payload could not be fetched: that is no attempt, and is tried again for as long as the record is young enough. */
    void postpone(Throwable why) {
        Duration age =
                Duration.between(record.metadata().createdAt(), rules.clock().instant());
        Duration wait = whenNotFetched(age);
        Duration most = rules.oldestWithoutPayload();
        if (age.plus(wait).compareTo(most) > 0) {
            String words = why.getMessage() == null ? why.toString() : why.getMessage();
            gone("Given up, as by the next try it would be older than " + most + " (retry.max-age). " + words);
            return;
        }
        RecordSummary back = record.summary().withStatus(DlqStatus.PENDING);
        batch.ended(new RunResult(
                back.withMetadata(back.metadata()
                        .withNextAttemptAt(rules.clock().instant().plus(wait))),
                List.of()));
    }

    /** As long as it is old, so that each time it is twice as old, but neither at once nor hours later. */
    private static Duration whenNotFetched(Duration age) {
        if (age.compareTo(SHORTEST_WITHOUT) < 0) {
            return SHORTEST_WITHOUT;
        }
        return age.compareTo(LONGEST_WITHOUT) > 0 ? LONGEST_WITHOUT : age;
    }

    /** Its payload is not to be had any longer, so no handler can ever be shown it. */
    void gone(String why) {
        noteBegun();
        judged(Verdict.giveUp(why));
    }

    RecordId id() {
        return record.id();
    }

    /** The failure itself comes by {@link #failed}. */
    @Override
    public void noteFailure() {}

    @Override
    public void noteGivenBack() {
        RecordSummary back = record.summary().withStatus(DlqStatus.PENDING);
        // Behind one that failed it waits for its turn, which that one's result gives it.
        batch.ended(new RunResult(
                batch.isBroken(back.sequence())
                        ? back.withMetadata(back.metadata().withoutNextAttempt())
                        : back,
                List.of()));
    }

    /** Has nothing of its batch begin any more. */
    void abandonBatch() {
        batch.abandon();
    }

    boolean isAbandoned() {
        return batch.isAbandoned();
    }

    /** The handler threw, or gave a verdict. */
    public void failed(Throwable why) {
        if (why instanceof VerdictGiven given) {
            judged(given.verdict());
        } else {
            thrown(why);
        }
    }

    private void thrown(Throwable why) {
        ExceptionChain exceptions = ExceptionChain.of(why);
        ErrorType type = rules.classify(exceptions);
        RetryDecision decision =
                rules.decide(type, exceptions, attempt(), record.metadata().createdAt());
        Failure failure = Failure.of(why);
        RecordSummary after = decision instanceof RetryDecision.RetryAfter again
                ? next(DlqStatus.PENDING, Optional.of(again.delay()))
                : givenUp();
        end(after.withErrorType(type).withFailure(failure), new Outcome.Failed(failure));
    }

    private void judged(Verdict verdict) {
        if (verdict instanceof Verdict.RetryLater later
                && rules.mayWait(later.delay(), record.metadata().createdAt())) {
            RecordSummary after = next(DlqStatus.PENDING, Optional.of(later.delay()));
            end(after, new Outcome.Postponed(after.metadata().nextAttemptAt().orElseThrow()));
        } else {
            String reason = verdict instanceof Verdict.GiveUp given ? given.reason() : FailureJudge.TOO_OLD;
            Failure failure = Failure.unexplained().withMessage(Text.of(reason));
            end(givenUp().withFailure(failure), new Outcome.GivenUp(reason));
        }
    }

    private RecordSummary givenUp() {
        RecordSummary failed = next(DlqStatus.FAILED, Optional.empty());
        return rules.givenUpBlocks() ? failed : failed.withSequence(Optional.empty());
    }

    private RecordSummary next(DlqStatus status, Optional<Duration> delay) {
        ProcessingMetadata tried = record.metadata().withAttempts(attempt()).withoutNextAttempt();
        return record.summary()
                .withStatus(status)
                .withMetadata(delay.map(wait ->
                                tried.withNextAttemptAt(rules.clock().instant().plus(wait)))
                        .orElse(tried));
    }

    private void end(RecordSummary after, Outcome outcome) {
        Duration took = Duration.between(startedAt, rules.clock().instant());
        var attempts = new ArrayList<Attempt>();
        boolean succeeded = outcome instanceof Outcome.Succeeded;
        if (!succeeded) {
            batch.broken(record.summary().sequence());
        }
        boolean failedBefore = record.metadata().attempts() <= 1 && !Admission.isParked(record.failure());
        if (!succeeded && failedBefore) {
            attempts.add(original());
        }
        attempts.add(
                new Attempt(attempt(), startedAt, took.isNegative() ? Duration.ZERO : took, rules.node(), outcome));
        batch.ended(new RunResult(after, attempts));
    }

    /** The failure that it came with, which the new one takes the place of; what a store knows already it ignores. */
    private Attempt original() {
        return new Attempt(
                record.metadata().attempts(),
                record.metadata().createdAt(),
                Duration.ZERO,
                "",
                new Outcome.Failed(record.failure()));
    }
}
