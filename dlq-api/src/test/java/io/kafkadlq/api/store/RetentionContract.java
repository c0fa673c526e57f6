package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.audited;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What time does to records in every storage. */
abstract class RetentionContract extends ScheduledStorage {

    private static final Instant EVER = Instant.parse("2099-01-01T00:00:00Z");

    private DlqRetention retention;

    /** How much later than asked for the storage purges at the latest. */
    abstract Duration purgesLaterBy();

    @BeforeEach
    void findRetention() {
        retention = storage.retention().orElseThrow();
    }

    private static Instant after(RecordId id) {
        return id.timestamp().plusMillis(1);
    }

    /** A record taken in so many milliseconds after another. */
    private DlqRecord.Builder takenInAfter(RecordId earlier, long millis) {
        var id = new RecordId(
                RecordId.firstAt(earlier.timestamp().plusMillis(millis)).mostSignificantBits(),
                earlier.leastSignificantBits());
        return DlqRecord.builder(id, channel, due().payload());
    }

    @Nested
    class WhenRecordsGrowOld {

        @ParameterizedTest
        @EnumSource(names = {"PENDING", "FAILED"})
        void shouldExpireTheUnresolved(DlqStatus status) {
            var old = saved(due().status(status));

            assertThat(value(retention.expire(channel, after(old.id()), EVER, 10)))
                    .isEqualTo(1);

            var now = found(old.id());
            assertThat(now.status()).isEqualTo(DlqStatus.EXPIRED);
            assertThat(now.metadata().nextAttemptAt()).isEmpty();
            assertThat(now.metadata().version()).isEqualTo(1);
        }

        @ParameterizedTest
        @EnumSource(
                mode = Mode.EXCLUDE,
                names = {"PENDING", "FAILED"})
        void shouldLeaveAllOthers(DlqStatus status) {
            var old = saved(due().status(status));

            assertThat(value(retention.expire(channel, after(old.id()), EVER, 10)))
                    .isZero();
            assertThat(found(old.id())).isEqualTo(old);
        }

        @Test
        void shouldLeaveTheYoungAndOtherChannels() {
            var old = saved(due());
            var young = saved(takenInAfter(old.id(), 10));

            assertThat(value(retention.expire(channel + "-other", after(old.id()), EVER, 10)))
                    .isZero();
            assertThat(value(retention.expire(channel, old.id().timestamp(), EVER, 10)))
                    .isZero();
            assertThat(value(retention.expire(channel, after(old.id()), EVER, 10)))
                    .isEqualTo(1);
            assertThat(found(young.id()).status()).isEqualTo(DlqStatus.PENDING);
        }

        @Test
        void shouldExpireTheOldestFirstAndNoMoreThanAsked() {
            var first = saved(due().status(DlqStatus.FAILED));
            var second = saved(due().status(DlqStatus.FAILED));
            var third = saved(due().status(DlqStatus.FAILED));

            assertThat(value(retention.expire(channel, after(third.id()), EVER, 2)))
                    .isEqualTo(2);
            assertThat(found(first.id()).status()).isEqualTo(DlqStatus.EXPIRED);
            assertThat(found(second.id()).status()).isEqualTo(DlqStatus.EXPIRED);
            assertThat(found(third.id()).status()).isEqualTo(DlqStatus.FAILED);
        }
    }

    @Test
    void shouldSpareAnOldOneThatWasJustBroughtBack() {
        var old = saved(due().status(DlqStatus.EXPIRED));
        var before = schedule.clock().instant().minusSeconds(3600);
        changeToDue(old.id());

        assertThat(value(retention.expire(channel, after(old.id()), before, 10)))
                .isZero();
        assertThat(value(retention.expire(channel, after(old.id()), EVER, 10))).isEqualTo(1);
    }

    @Nested
    class WhenNobodyNeedsThemAnyMore {

        private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).plus(purgesLaterBy());

        @ParameterizedTest
        @EnumSource(names = {"SUCCESS", "SKIPPED", "EXPIRED"})
        void shouldPurgeTheResolved(DlqStatus status) {
            var old = saved(due().status(status));
            var why = audited(old, "SKIP");
            value(storage.audit(why));

            assertThat(value(retention.purge(channel, tomorrow, 10))).isEqualTo(1);

            assertThat(result(storage.find(old.id()))).isInstanceOf(StorageResult.NotFound.class);
            assertThat(value(storage.auditOf(old.id()))).containsExactly(why);
        }

        @ParameterizedTest
        @EnumSource(
                mode = Mode.EXCLUDE,
                names = {"SUCCESS", "SKIPPED", "EXPIRED"})
        void shouldNeverPurgeOthers(DlqStatus status) {
            var old = saved(due().status(status));

            assertThat(value(retention.purge(channel, tomorrow, 10))).isZero();
            assertThat(found(old.id())).isEqualTo(old);
        }

        @Test
        void shouldPurgeTheirAttemptsToo() {
            saved(due());
            var claimed = claimOne();
            complete(
                    claimed.summary().withStatus(DlqStatus.SUCCESS),
                    new Attempt(1, Instant.EPOCH, Duration.ZERO, "node-1", new Attempt.Outcome.Succeeded()));

            value(retention.purge(channel, tomorrow, 10));

            assertThat(value(storage.attemptsOf(claimed.id()))).isEmpty();
        }

        @Test
        void shouldCountFromTheirLastChange() {
            var saved = saved(due());
            change(saved.id(), DlqStatus.SKIPPED);
            var changed = found(saved.id()).metadata().updatedAt();

            assertThat(value(retention.purge(channel, changed, 10))).isZero();
            assertThat(found(saved.id()).status()).isEqualTo(DlqStatus.SKIPPED);
        }

        @Test
        void shouldPurgeNoMoreThanAskedAndNothingOfOtherChannels() {
            var first = saved(due().status(DlqStatus.SUCCESS));
            var second = saved(due().status(DlqStatus.SUCCESS));

            assertThat(value(retention.purge(channel + "-other", tomorrow, 10))).isZero();
            assertThat(value(retention.purge(channel, tomorrow, 1))).isEqualTo(1);
            assertThat(idsOf(QueryCriteria.everything().inChannel(channel))).containsExactly(second.id());
            assertThat(result(storage.find(first.id()))).isInstanceOf(StorageResult.NotFound.class);
        }

        @Test
        void shouldTakeInAPurgedPositionAgain() {
            var source = new Source(topic, 0, 1, 0);
            saved(due().source(source).status(DlqStatus.SUCCESS));
            value(retention.purge(channel, tomorrow, 1));

            var again = due().source(source).build();

            assertThat(value(storage.save(List.of(again))).duplicates()).isEmpty();
            assertThat(found(again.id())).isEqualTo(again);
        }
    }
}
