package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.utf8;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How every storage hands out due records, and takes back what became of them. */
abstract class ScheduleContract extends ScheduledStorage {

    @Nested
    class WhenRecordsAreDue {

        @Test
        void shouldClaimThemSoonestFirst() {
            var later = saved(due(Instant.parse("2021-01-01T00:00:00Z")));
            var sooner = saved(due(Instant.parse("2020-01-01T00:00:00Z")));

            assertThat(ids(claim(10))).containsExactly(sooner.id(), later.id());
        }

        @Test
        void shouldGiveThemWholeAndOneVersionOn() {
            var whole = StoreFixtures.complete(topic, 1);
            var saved = saved(DlqRecord.builder(whole.id(), channel, whole.payload())
                    .errorType(whole.summary().errorType())
                    .source(whole.source())
                    .origin(whole.origin())
                    .dialects(whole.summary().dialects())
                    .problems(whole.summary().problems())
                    .failure(whole.failure())
                    .metadata(due().build().metadata().withAttempts(3).withRedriveCount(2)));

            var claimed = claimOne();

            var touched = saved.metadata().storedAs(claimed.metadata().updatedAt(), 1);
            assertThat(claimed)
                    .isEqualTo(DlqRecord.of(
                            saved.summary().withStatus(DlqStatus.RETRYING).withMetadata(touched), saved.payload()));
            assertThat(claimed.failure()).isEqualTo(saved.failure());
            assertThat(found(saved.id())).isEqualTo(claimed);
        }

        @Test
        void shouldClaimNoneTwice() {
            saved(due());

            assertThat(claim(10).records()).hasSize(1);
            assertThat(claim(10).records()).isEmpty();
        }

        @Test
        void shouldClaimNoMoreThanAsked() {
            var first = saved(due());
            var second = saved(due());

            assertThat(ids(claim(1))).containsExactly(first.id());
            assertThat(ids(claim(1))).containsExactly(second.id());
        }

        @Test
        void shouldClaimNoMoreBytesThanAsked() {
            var kilobyte = Payload.of(utf8("k"), new byte[1024], DlqHeaders.none());
            var first = saved(due(Instant.ofEpochSecond(1), kilobyte));
            var second = saved(due(Instant.ofEpochSecond(2), kilobyte));
            var third = saved(due(Instant.ofEpochSecond(3), kilobyte));

            assertThat(ids(claim(10, 2_100))).containsExactly(first.id(), second.id());
            assertThat(found(third.id())).isEqualTo(third);
        }

        @Test
        void shouldClaimOneAloneThatIsLarger() {
            var large = saved(due(Instant.EPOCH, Payload.of(null, new byte[4096], DlqHeaders.none())));
            saved(due());

            assertThat(ids(claim(10, 100))).containsExactly(large.id());
        }

        @Test
        void shouldCountHeadersAsBytes() {
            var headers = new DlqHeaders.Builder().add("large", new byte[4096]).build();
            var first = saved(due(Instant.EPOCH, Payload.of(null, null, headers)));
            saved(due());

            assertThat(ids(claim(10, 4_000))).containsExactly(first.id());
        }

        @Test
        void shouldClaimNothingOfAnotherChannelOrStatusOrWithoutATime() {
            saved(due().status(DlqStatus.FAILED));
            saved(due().status(DlqStatus.ON_HOLD));
            saved(due().metadata(ProcessingMetadata.createdAt(Instant.EPOCH)));

            assertThat(claim(10)).isEqualTo(new Claimed(List.of(), 0));
            assertThat(value(schedule.claim(new ClaimRequest(channel + "-other", lease, 10, PLENTY)))
                            .records())
                    .isEmpty();
        }

        @Test
        void shouldNeverClaimEarly() {
            var due = Instant.ofEpochMilli(schedule.clock().millis() + 60);
            saved(due(due));
            var claimed = new HashSet<DlqRecord>();

            until(() -> claimed.addAll(claim(1).records()));

            assertThat(claimed).allSatisfy(record -> {
                assertThat(record.metadata().updatedAt()).isAfterOrEqualTo(due);
                assertThat(schedule.clock().instant())
                        .isAfterOrEqualTo(record.metadata().updatedAt());
            });
        }
    }

    @Nested
    class WhenALeaseLapses {

        @Test
        void shouldGiveBackWhatItHeld() {
            var saved = saved(due());
            claimOne();

            lapse(lease);
            until(() -> value(schedule.recover(10)) > 0 || found(saved.id()).status() == DlqStatus.PENDING);

            assertThat(found(saved.id()).status()).isEqualTo(DlqStatus.PENDING);
            assertThat(found(saved.id()).metadata().version()).isEqualTo(2);
            lease = lived();
            assertThat(ids(claim(10))).containsExactly(saved.id());
        }

        @Test
        void shouldLeaveWhatALiveOneHolds() {
            var saved = saved(due());
            claimOne();

            value(schedule.recover(1_000));

            assertThat(found(saved.id()).status()).isEqualTo(DlqStatus.RETRYING);
        }

        @Test
        void shouldRefuseItsClaims() {
            var saved = saved(due());
            lapse(lease);

            var refused = result(schedule.claim(new ClaimRequest(channel, lease, 10, PLENTY)));

            assertThat(refused)
                    .isInstanceOfSatisfying(StorageResult.Failure.class, failure -> assertThat(failure.retryable())
                            .isFalse());
            assertThat(found(saved.id())).isEqualTo(saved);
        }

        @Test
        void shouldRefuseClaimsOfOneThatWasNeverMade() {
            saved(due());
            var unknown = new Lease(UUID.randomUUID(), "node-2", Duration.ofMinutes(1));

            assertThat(result(schedule.claim(new ClaimRequest(channel, unknown, 10, PLENTY))))
                    .isInstanceOf(StorageResult.Failure.class);
        }

        @Test
        void shouldLeaveALateResultAlone() {
            saved(due());
            var late = claimOne();
            lapse(lease);
            until(() -> value(schedule.recover(10)) > 0 || found(late.id()).status() == DlqStatus.PENDING);
            lease = lived();
            var again = claimOne();

            assertThat(complete(late, DlqStatus.SUCCESS)).containsExactly(late.id());
            assertThat(found(late.id())).isEqualTo(again);
            assertThat(complete(again, DlqStatus.SUCCESS)).isEmpty();
        }
    }

    @Nested
    class WhenARunIsOver {

        @Test
        void shouldWriteWhatBecameOfIt() {
            saved(due());
            var claimed = claimOne();
            var failure = Failure.unexplained()
                    .withExceptionClass(Text.of("com.example.Wrapper"))
                    .withRootCauseClass(Text.of("com.example.Cause"))
                    .withMessage(Text.of("again\0"))
                    .withStackTrace(Text.of("com.example.Wrapper: again"))
                    .withDeliveries(2);
            var due = Instant.parse("2027-01-01T00:00:00.001Z");
            var after = claimed.summary()
                    .withStatus(DlqStatus.PENDING)
                    .withErrorType(ErrorType.TIMEOUT)
                    .withFailure(failure)
                    .withMetadata(claimed.metadata()
                            .withAttempts(4)
                            .withRedriveCount(1)
                            .withNextAttemptAt(due));

            assertThat(complete(after)).isEmpty();

            var now = found(claimed.id());
            assertThat(now.status()).isEqualTo(DlqStatus.PENDING);
            assertThat(now.summary().errorType()).isEqualTo(ErrorType.TIMEOUT);
            assertThat(now.failure().rootCauseClass()).contains("com.example.Cause");
            assertThat(now.failure().message().orElseThrow()).startsWith("again");
            assertThat(now.failure().stackTrace()).isEqualTo(failure.stackTrace());
            assertThat(now.failure().deliveries()).hasValue(2);
            assertThat(now.metadata().attempts()).isEqualTo(4);
            assertThat(now.metadata().redriveCount()).isEqualTo(1);
            assertThat(now.metadata().nextAttemptAt()).contains(due);
            assertThat(now.metadata().version()).isEqualTo(2);
            assertThat(now.payload()).isEqualTo(claimed.payload());
        }

        @Test
        void shouldKeepWhatItHadFailedWithWhenItSucceeds() {
            var failure = Failure.of(new IllegalStateException("before"));
            saved(due().failure(failure));
            var claimed = claimOne();

            complete(claimed.summary().withStatus(DlqStatus.SUCCESS).withFailure(Failure.unexplained()));

            assertThat(found(claimed.id()).failure()).isEqualTo(claimed.failure());
        }

        @Test
        void shouldTakeManyAtOnceAndNameThoseItLeftAlone() {
            saved(due());
            saved(due());
            var claimed = claim(10).records();
            complete(claimed.get(0), DlqStatus.FAILED);

            var results = claimed.stream()
                    .map(record -> new RunResult(record.summary().withStatus(DlqStatus.SUCCESS), List.of()))
                    .toList();

            assertThat(value(schedule.complete(results)))
                    .isEqualTo(Set.of(claimed.get(0).id()));
            assertThat(found(claimed.get(0).id()).status()).isEqualTo(DlqStatus.FAILED);
            assertThat(found(claimed.get(1).id()).status()).isEqualTo(DlqStatus.SUCCESS);
            assertThat(value(schedule.complete(List.of()))).isEmpty();
        }

        @Test
        void shouldNotBeRecoveredAnyMore() {
            saved(due());
            var done = claimOne();
            complete(done, DlqStatus.FAILED);

            lapse(lease);
            value(schedule.recover(1_000));

            assertThat(found(done.id()).status()).isEqualTo(DlqStatus.FAILED);
        }
    }
}
