package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.nextId;
import static io.kafkadlq.api.store.StoreFixtures.simplePayload;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.model.Text;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every storage counts after records were run, changed and deleted: always what is there now. */
abstract class CountChangeContract extends ScheduledStorage {

    private static final Instant EVER = Instant.parse("2099-01-01T00:00:00Z");

    private final QueryCriteria here = QueryCriteria.everything().inChannel(channel);

    private static Failure failure(String exceptionClass) {
        return Failure.unexplained().withExceptionClass(Text.of(exceptionClass));
    }

    /** As texts, such as {@code com.example.A=2}; the largest first. */
    private List<String> counts(QueryCriteria which, CountBy by) {
        return value(storage.count(which, by)).groups().stream()
                .map(group -> String.join(" ", group.key()) + "=" + group.records())
                .toList();
    }

    private void fail(DlqRecord claimed, Failure failure) {
        assertThat(complete(claimed.summary()
                        .withStatus(DlqStatus.PENDING)
                        .withFailure(failure)
                        .withMetadata(claimed.metadata().withNextAttemptAt(EVER))))
                .isEmpty();
    }

    @Test
    void shouldTellWhatIsRunFromWhatWaits() {
        saved(due());
        saved(due());
        saved(due());
        DlqRecord run = claimOne();

        assertThat(counts(here, CountBy.STATUS)).containsExactly("PENDING=2", "RETRYING=1");
        assertThat(counts(here.withStatuses(Set.of(DlqStatus.PENDING)), CountBy.EXCEPTION_CLASS))
                .containsExactly("=2");
        assertThat(counts(here.withStatuses(Set.of(DlqStatus.RETRYING)), CountBy.CHANNEL_AND_STATUS))
                .containsExactly(channel + " RETRYING=1");

        complete(run, DlqStatus.SUCCESS);

        assertThat(counts(here, CountBy.STATUS)).containsExactly("PENDING=2", "SUCCESS=1");
    }

    @Test
    void shouldTellInWhichHourWhatWaitsWasTakenIn() {
        takenIn("2026-11-28T10:59:59.999Z");
        takenIn("2026-11-28T11:00:00Z");
        takenIn("2026-11-28T11:59:59.999Z");
        claimOne();

        assertThat(counts(here.withStatuses(Set.of(DlqStatus.PENDING)), CountBy.HOUR))
                .containsExactly("2026-11-28T11:00:00Z=2");
        assertThat(counts(here.withStatuses(Set.of(DlqStatus.RETRYING)), CountBy.HOUR))
                .containsExactly("2026-11-28T10:00:00Z=1");
        assertThat(counts(here.withStatuses(Set.of(DlqStatus.RETRYING)), CountBy.DAY))
                .containsExactly("2026-11-28T00:00:00Z=1");
        assertThat(counts(
                        here.takenIn(Instant.parse("2026-11-28T11:00:00Z"), Instant.parse("2026-11-28T12:00:00Z")),
                        CountBy.STATUS))
                .containsExactly("PENDING=2");
    }

    private void takenIn(String moment) {
        var id = new RecordId(
                RecordId.firstAt(Instant.parse(moment)).mostSignificantBits(), nextId().leastSignificantBits());
        saved(DlqRecord.builder(id, channel, simplePayload())
                .metadata(due().build().metadata()));
    }

    @Test
    void shouldCountARecordUnderWhatItsLastRunFailedWith() {
        saved(due().failure(failure("com.example.First")));
        saved(due().failure(failure("com.example.First")));
        DlqRecord run = claimOne();

        fail(run, failure("com.example.Second").withRootCauseClass(Text.of("com.example.Root")));

        assertThat(counts(here, CountBy.EXCEPTION_CLASS))
                .containsExactly("com.example.First=1", "com.example.Second=1");
        assertThat(counts(here.failedWith("com.example.First"), CountBy.STATUS)).containsExactly("PENDING=1");
        assertThat(counts(here.failedWith("com.example.Root"), CountBy.EXCEPTION_CLASS))
                .containsExactly("com.example.Second=1");
    }

    @Test
    void shouldCountASuccessUnderWhatItFailedWithBefore() {
        saved(due().failure(failure("com.example.First")));

        complete(claimOne(), DlqStatus.SUCCESS);

        assertThat(counts(here.withStatuses(Set.of(DlqStatus.SUCCESS)), CountBy.EXCEPTION_CLASS))
                .containsExactly("com.example.First=1");
    }

    @Test
    void shouldNotCountAResultThatCameTooLate() {
        saved(due().failure(failure("com.example.First")));
        DlqRecord run = claimOne();
        complete(run, DlqStatus.SUCCESS);

        assertThat(complete(run.summary().withStatus(DlqStatus.FAILED).withFailure(failure("com.example.Late"))))
                .containsExactly(run.id());

        assertThat(counts(here, CountBy.STATUS)).containsExactly("SUCCESS=1");
        assertThat(counts(here, CountBy.EXCEPTION_CLASS)).containsExactly("com.example.First=1");
    }

    /** As it comes when the store was silent past a lease: two runs of one record end at once. */
    @Test
    void shouldCountOnceWhatTwoClaimsBringTogether() {
        saved(due().failure(failure("com.example.First")));
        DlqRecord late = claimOne();
        lapse(lease);
        until(() -> value(schedule.recover(100)) > 0 || found(late.id()).status() == DlqStatus.PENDING);
        lease = lived();
        DlqRecord again = claimOne();

        List<RunResult> both = Stream.of(late, again)
                .map(run -> new RunResult(run.summary().withStatus(DlqStatus.SUCCESS), List.of()))
                .toList();
        value(schedule.complete(both));

        assertThat(counts(here, CountBy.STATUS)).containsExactly("SUCCESS=1");
        assertThat(found(late.id()).metadata().version())
                .isEqualTo(again.metadata().version() + 1);
    }

    @Test
    void shouldCountWhatALapsedLeaseGaveBackAsWaiting() {
        saved(due());
        claimOne();
        lapse(lease);

        until(() -> value(schedule.recover(100)) >= 0
                && counts(here, CountBy.STATUS).equals(List.of("PENDING=1")));
    }

    @Test
    void shouldCountWhatAPersonChanged() {
        saved(due());
        DlqRecord changed = saved(due());

        change(changed.id(), DlqStatus.ON_HOLD);

        assertThat(counts(here, CountBy.STATUS)).containsExactly("ON_HOLD=1", "PENDING=1");
    }

    @Test
    void shouldCountARedeliveredRecordOnce() {
        DlqRecord.Builder record =
                DlqRecord.builder(nextId(), channel, simplePayload()).source(new Source(topic, 0, 1, 0));
        saved(record);
        saved(DlqRecord.builder(nextId(), channel, simplePayload()).source(new Source(topic, 0, 1, 0)));

        assertThat(counts(here, CountBy.STATUS)).containsExactly("PENDING=1");
    }

    @Test
    void shouldCountWhatExpiredAndNotWhatWasPurged() {
        DlqRetention retention = storage.retention().orElseThrow();
        saved(due().failure(failure("com.example.First")));
        saved(due().failure(failure("com.example.First")).status(DlqStatus.ON_HOLD));

        assertThat(value(retention.expire(channel, EVER, EVER, 10))).isEqualTo(1);

        assertThat(counts(here, CountBy.STATUS)).containsExactly("EXPIRED=1", "ON_HOLD=1");

        assertThat(value(retention.purge(channel, EVER, 10))).isEqualTo(1);

        assertThat(counts(here, CountBy.STATUS)).containsExactly("ON_HOLD=1");
        assertThat(counts(here, CountBy.EXCEPTION_CLASS)).containsExactly("com.example.First=1");
    }
}
