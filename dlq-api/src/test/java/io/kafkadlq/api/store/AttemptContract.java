package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.nextId;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.Attempt.Outcome;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Text;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How every storage keeps the history of runs. */
abstract class AttemptContract extends ScheduledStorage {

    private static final Instant START = Instant.parse("2026-10-25T00:30:00.999Z");

    private static Attempt attempt(int number, Outcome outcome) {
        return new Attempt(number, START, Duration.ofNanos(1_234_567_000), "node-1", outcome);
    }

    private void runOnce(Attempt... attempts) {
        DlqRecord claimed = claimOne();
        assertThat(complete(
                        claimed.summary()
                                .withStatus(DlqStatus.PENDING)
                                .withMetadata(claimed.metadata().withNextAttemptAt(Instant.EPOCH)),
                        attempts))
                .isEmpty();
    }

    @Test
    void shouldGiveBackEachLatestFirst() {
        var saved = saved(due());
        var failure = Failure.unexplained()
                .withExceptionClass(Text.of("com.example.Wrapper"))
                .withRootCauseClass(Text.of("com.example.Cause"))
                .withMessage(Text.of("said"))
                .withStackTrace(Text.of("com.example.Wrapper: said"))
                .withDeliveries(3);
        var came = attempt(0, new Outcome.Failed(failure));
        var failed = attempt(1, new Outcome.Failed(Failure.unexplained()));
        var postponed = attempt(2, new Outcome.Postponed(START.plusMillis(1)));
        var givenUp = attempt(3, new Outcome.GivenUp("no such customer"));
        var succeeded = attempt(4, new Outcome.Succeeded());

        runOnce(came, failed);
        runOnce(postponed, givenUp);
        runOnce(succeeded);

        assertThat(value(storage.attemptsOf(saved.id()))).containsExactly(succeeded, givenUp, postponed, failed, came);
    }

    @Test
    void shouldKeepTheFirstOfANumber() {
        var saved = saved(due());
        var first = attempt(1, new Outcome.Succeeded());

        runOnce(first);
        runOnce(attempt(1, new Outcome.GivenUp("late")));

        assertThat(value(storage.attemptsOf(saved.id()))).containsExactly(first);
    }

    @Test
    void shouldKeepNoneOfARunThatWasLeftAlone() {
        saved(due());
        var claimed = claimOne();
        complete(claimed, DlqStatus.FAILED);

        complete(claimed.summary().withStatus(DlqStatus.SUCCESS), attempt(1, new Outcome.Succeeded()));

        assertThat(value(storage.attemptsOf(claimed.id()))).isEmpty();
    }

    @Test
    void shouldKeepOddAndLongTextsBounded() {
        var saved = saved(due());
        var odd = Failure.unexplained()
                .withMessage(Text.of("a\0b \uD800 \uD83D\uDE80".repeat(10_000)))
                .withStackTrace(Text.of("\0trace".repeat(100_000)));

        runOnce(attempt(1, new Outcome.Failed(odd)), attempt(2, new Outcome.GivenUp("\0reason".repeat(100_000))));

        assertThat(value(storage.attemptsOf(saved.id()))).hasSize(2);
    }

    @Test
    void shouldHaveNoneOfARecordThatWasNeverRun() {
        assertThat(value(storage.attemptsOf(saved(due()).id()))).isEmpty();
        assertThat(value(storage.attemptsOf(nextId()))).isEmpty();
    }
}
