package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.audited;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Sequence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How every storage keeps the order of sequences. */
abstract class SequenceContract extends ScheduledStorage {

    private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");

    @Nested
    class WhenARecordWaitsForAnother {

        @Test
        void shouldParkItWhileTheOtherRuns() {
            saved(at(1));
            var second = saved(at(2));
            var third = saved(at(3));
            claimOne();

            assertThat(claim(10)).isEqualTo(new Claimed(List.of(), 2));
            assertThat(found(second.id()).metadata().nextAttemptAt()).isEmpty();
            assertThat(found(third.id()).status()).isEqualTo(DlqStatus.PENDING);
            assertThat(claim(10)).isEqualTo(new Claimed(List.of(), 0));
        }

        @Test
        void shouldClaimThoseThatFollowEachOtherTogether() {
            var second = saved(at(2));
            var third = saved(at(3));
            var first = saved(at(1));
            var other = saved(due());

            assertThat(ids(claim(10))).containsExactly(first.id(), second.id(), third.id(), other.id());
        }

        @Test
        void shouldClaimParkedOnesTogetherWithTheOneTheyWaitedFor() {
            saved(at(1));
            var second = saved(at(2));
            var third = saved(at(3));
            var head = claimOne();
            claim(10);

            complete(head, DlqStatus.SUCCESS);

            assertThat(ids(claim(10))).containsExactly(second.id(), third.id());
        }

        @Test
        void shouldNotClaimBeyondOneThatIsNotReady() {
            var first = saved(at(1));
            saved(due(FAR).sequence(new Sequence(partition, 2)));
            saved(at(3));

            assertThat(ids(claim(10))).containsExactly(first.id());
        }

        @Test
        void shouldClaimNoMoreOfASequenceThanAsked() {
            var first = saved(at(1));
            var second = saved(at(2));
            saved(at(3));

            assertThat(ids(claim(2))).containsExactly(first.id(), second.id());
        }

        @Test
        void shouldGiveBackAllOfARunWhoseLeaseLapsed() {
            var first = saved(at(1));
            var second = saved(at(2));
            claim(10);

            lapse(lease);
            until(() -> value(schedule.recover(10)) >= 0 && found(second.id()).status() == DlqStatus.PENDING);

            lease = lived();
            assertThat(ids(claim(10))).containsExactly(first.id(), second.id());
        }

        @Test
        void shouldTellTheirPlacesWhenTheyAreRead() {
            var saved = saved(at(7));

            assertThat(found(saved.id()).summary().sequence()).contains(new Sequence(partition, 7));
            assertThat(value(storage.query(QueryCriteria.everything().inChannel(channel)))
                            .items())
                    .extracting(record -> record.sequence())
                    .containsExactly(Optional.of(new Sequence(partition, 7)));
        }

        @Test
        void shouldTellThoseOfOnePositionApartByTheirIntake() {
            var first = saved(at(1));
            var second = saved(at(1));

            assertThat(ids(claim(10))).containsExactly(first.id(), second.id());
            assertThat(value(schedule.sequences().ahead(second.id()))).isEqualTo(1);
        }

        @Test
        void shouldNotMakeOtherSequencesWait() {
            saved(at(1).status(DlqStatus.FAILED));
            var other = saved(due().sequence(new Sequence(partition + 1, 2)));
            var unordered = saved(due());

            assertThat(ids(claim(10))).containsExactly(other.id(), unordered.id());
        }

        @ParameterizedTest
        @EnumSource(names = {"SUCCESS", "SKIPPED", "EXPIRED", "ON_HOLD"})
        void shouldNotWaitForOneThatIsOutOfItsWay(DlqStatus status) {
            saved(at(1).status(status));
            var second = saved(at(2));

            assertThat(ids(claim(10))).containsExactly(second.id());
        }

        @Test
        void shouldWaitForOneThatHasFailed() {
            saved(at(1).status(DlqStatus.FAILED));
            saved(at(2));

            assertThat(claim(10)).isEqualTo(new Claimed(List.of(), 1));
        }

        @Test
        void shouldMakeARestoredOneWaitForALaterOneThatRuns() {
            var first = saved(at(1).status(DlqStatus.SKIPPED));
            saved(at(2));
            var running = claimOne();
            changeToDue(first.id());

            assertThat(claim(10)).isEqualTo(new Claimed(List.of(), 1));
            complete(running, DlqStatus.SUCCESS);
            assertThat(ids(claim(10))).containsExactly(first.id());
        }

        @Test
        void shouldReleaseARestoredOneWhenTheLaterIsPostponed() {
            var first = saved(at(1).status(DlqStatus.SKIPPED));
            saved(at(2));
            var running = claimOne();
            changeToDue(first.id());
            claim(10);

            postpone(running, Instant.EPOCH);

            assertThat(ids(claim(10))).containsExactly(first.id(), running.id());
        }

        @Test
        void shouldReleaseARestoredOneWhenTheLaterIsRecovered() {
            var first = saved(at(1).status(DlqStatus.SKIPPED));
            saved(at(2));
            var running = claimOne();
            changeToDue(first.id());
            claim(10);

            lapse(lease);
            until(() -> value(schedule.recover(10)) > 0 || found(running.id()).status() == DlqStatus.PENDING);

            lease = lived();
            assertThat(ids(claim(10))).containsExactly(first.id(), running.id());
        }
    }

    @Nested
    class WhenTheFirstIsOutOfTheWay {

        @Test
        void shouldReleaseTheNextWhenItFailsAndIsTakenOutOfItsSequence() {
            var first = saved(at(1));
            var second = saved(at(2));
            var head = claimOne();
            claim(10);

            complete(head.summary()
                    .withStatus(DlqStatus.FAILED)
                    .withSequence(Optional.empty())
                    .withMetadata(head.metadata().withoutNextAttempt()));

            assertThat(found(first.id()).summary().sequence()).isEmpty();
            assertThat(ids(claim(10))).containsExactly(second.id());
        }

        @Test
        void shouldReleaseTheNextWhenItSucceeds() {
            saved(at(1));
            var second = saved(at(2));
            var head = claimOne();
            claim(10);

            complete(head, DlqStatus.SUCCESS);

            assertThat(found(second.id()).metadata().nextAttemptAt().orElseThrow())
                    .isAfter(head.metadata().nextAttemptAt().orElseThrow())
                    .isBeforeOrEqualTo(schedule.clock().instant().plusMillis(1));
            assertThat(ids(claim(10))).containsExactly(second.id());
        }

        @ParameterizedTest
        @EnumSource(names = {"SKIPPED", "ON_HOLD", "SUCCESS", "EXPIRED"})
        void shouldReleaseTheNextWhenAPersonMovesIt(DlqStatus status) {
            var first = saved(at(1).status(DlqStatus.FAILED));
            var second = saved(at(2));
            claim(10);

            change(first.id(), status);

            assertThat(ids(claim(10))).containsExactly(second.id());
        }

        @Test
        void shouldReleaseTheNextWhenItExpires() {
            var first = saved(at(1).status(DlqStatus.FAILED));
            var second = saved(at(2));
            claim(10);

            value(storage.retention()
                    .orElseThrow()
                    .expire(channel, first.id().timestamp().plusMillis(1), FAR, 1));

            assertThat(ids(claim(10))).containsExactly(second.id());
        }

        @Test
        void shouldReleaseTheNextOfBothWhenItChangesItsSequence() {
            var first = saved(at(1).status(DlqStatus.FAILED));
            var second = saved(at(2));
            claim(10);
            var held = found(first.id());

            value(storage.update(
                    held.summary().withSequence(Optional.of(new Sequence(partition + 1, 5))), audited(held, "MOVE")));

            assertThat(ids(claim(10))).containsExactly(second.id());
            assertThat(found(first.id()).summary().sequence()).contains(new Sequence(partition + 1, 5));
        }

        @Test
        void shouldNotMakeTheNextDueBeforeItsTime() {
            saved(at(1));
            var second = saved(due(FAR).sequence(new Sequence(partition, 2)));

            complete(claimOne(), DlqStatus.SUCCESS);

            assertThat(found(second.id()).metadata().nextAttemptAt()).contains(FAR);
        }
    }

    @Nested
    class WhenTheFirstIsStillInTheWay {

        @Test
        void shouldNotReleaseTheNextWhenItIsPostponed() {
            saved(at(1));
            var second = saved(at(2));

            var head = claimOne();
            claim(10);

            postpone(head, FAR);

            assertThat(found(second.id()).metadata().nextAttemptAt()).isEmpty();
            assertThat(claim(10).records()).isEmpty();
        }

        @Test
        void shouldNotReleaseTheNextWhenItFails() {
            saved(at(1));
            var second = saved(at(2));

            var head = claimOne();
            claim(10);

            complete(head, DlqStatus.FAILED);

            assertThat(found(second.id()).metadata().nextAttemptAt()).isEmpty();
        }
    }

    @Nested
    class WhenAskedWhatIsBlocked {

        @Test
        void shouldNameThoseOfARangeInOrder() {
            LongStream.of(9, 3, 5).forEach(key -> saved(due().sequence(new Sequence(partition + key, 1))));
            saved(due().sequence(new Sequence(partition + 3, 2)));
            saved(due().sequence(new Sequence(partition + 4, 1)).status(DlqStatus.SUCCESS));
            var sequence = new Sequence(partition + 3, 1);

            var sequences = schedule.sequences();
            assertThat(value(sequences.blockedWithin(sequence.firstOfPartition(), sequence.lastOfPartition())))
                    .containsExactly(partition + 3, partition + 5, partition + 9);
            assertThat(value(sequences.blockedWithin(partition + 5, partition + 9)))
                    .containsExactly(partition + 5, partition + 9);
            assertThat(value(sequences.blockedWithin(partition + 6, partition + 5)))
                    .isEmpty();
        }

        @Test
        void shouldNameNoMoreThanItsLimit() {
            value(storage.save(LongStream.rangeClosed(0, DlqSequences.MAX_IDS)
                    .mapToObj(key ->
                            due().sequence(new Sequence(partition + key, 1)).build())
                    .toList()));

            assertThat(value(schedule.sequences().blockedWithin(partition, partition + 5_000)))
                    .hasSize(DlqSequences.MAX_IDS)
                    .doesNotContain(partition + DlqSequences.MAX_IDS);
        }

        @Test
        void shouldNameThoseAmongOthers() {
            saved(at(1));
            saved(due().sequence(new Sequence(partition + 1, 1)).status(DlqStatus.ON_HOLD));

            var sequences = schedule.sequences();
            assertThat(value(sequences.blockedAmong(Set.of(partition, partition + 1, partition + 2))))
                    .containsExactly(partition);
            assertThat(value(sequences.blockedAmong(Set.of()))).isEmpty();
        }

        @Test
        void shouldCountThoseAhead() {
            var first = saved(at(1));
            saved(at(2).status(DlqStatus.SUCCESS));
            saved(at(3).status(DlqStatus.FAILED));
            var last = saved(at(4));
            var unordered = saved(due());

            var sequences = schedule.sequences();
            assertThat(value(sequences.ahead(first.id()))).isZero();
            assertThat(value(sequences.ahead(last.id()))).isEqualTo(2);
            assertThat(value(sequences.ahead(unordered.id()))).isZero();
            assertThat(value(sequences.ahead(at(5).build().id()))).isZero();
        }
    }
}
