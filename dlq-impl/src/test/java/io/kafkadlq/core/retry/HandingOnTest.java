package io.kafkadlq.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.PayloadStore;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Inlet;
import io.kafkadlq.core.payload.HeaderIndex;
import io.kafkadlq.core.payload.Keeping;
import io.kafkadlq.core.payload.LyingRecords;
import io.kafkadlq.core.payload.Payloads;
import io.kafkadlq.core.redrive.PrefixedHeaders;
import io.kafkadlq.core.time.RecordIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What becomes of claimed records whose payloads lie elsewhere, and of those behind them. */
class HandingOnTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Payload PAYLOAD = Payload.of(new byte[] {1}, new byte[] {2, 3}, DlqHeaders.none());

    private final LyingRecords topics = new LyingRecords();
    private final List<Long> shown = new ArrayList<>();
    private final List<RunResult> results = new ArrayList<>();
    private Instant createdAt = NOW.minusSeconds(5);
    private long offset;

    private final Inlet door = new Inlet() {
        @Override
        public boolean offer(Delivery delivery) {
            assertThat(delivery.record().value()).isEqualTo(new byte[] {2, 3});
            return shown.add(delivery.record().offset());
        }

        @Override
        public void endOfBatch() {}

        @Override
        public void awaitRoom() {}
    };

    private DlqRecord whole(long sequence) {
        var id = RecordIds.next();
        return DlqRecord.builder(id, "orders", PAYLOAD)
                .source(new Source("orders-dlt", 0, offset, 1000))
                .sequence(new Sequence(sequence, offset++))
                .status(DlqStatus.RETRYING)
                .metadata(
                        ProcessingMetadata.createdAt(createdAt).withAttempts(1).withNextAttemptAt(NOW.minusSeconds(1)))
                .build();
    }

    private DlqRecord reference(long sequence) {
        return new Keeping(PayloadStore.REFERENCE, new HeaderIndex(List.of())).fromTopic(whole(sequence));
    }

    private void handOn(DlqRecord... records) throws InterruptedException {
        var rules = new FailureJudge(
                RetryPolicy.DEFAULT,
                exceptions -> ErrorType.UNKNOWN,
                Clock.fixed(NOW, ZoneOffset.UTC),
                RandomGenerator.getDefault(),
                "node",
                true);
        var lease = new HeldLease(new Lease(UUID.randomUUID(), "node", Duration.ofMinutes(1)), () -> 0);
        lease.renewedAt(0);
        var batch = new ClaimedBatch(lease, records.length, 0, () -> false, (from, result) -> results.add(result));
        new HandingOn(
                        rules,
                        new HandingOn.Parts(
                                "orders",
                                door,
                                new RetriedRecord("orders", new PrefixedHeaders()),
                                new Payloads(Optional.of(topics)),
                                () -> false,
                                () -> false,
                                () -> 0))
                .handOn(List.of(records), batch);
    }

    private void assertGivenBackToWaitForItsTurn(RunResult result, DlqRecord record) {
        assertThat(result.after().id()).isEqualTo(record.id());
        assertThat(result.attempts()).isEmpty();
        assertThat(result.after().status()).isEqualTo(DlqStatus.PENDING);
        assertThat(result.after().metadata().nextAttemptAt()).isEmpty();
        assertThat(result.after().metadata().attempts()).isEqualTo(1);
    }

    @Test
    void shouldPutOffWhatCannotBeFetchedAndKeepThoseBehindIt() throws InterruptedException {
        topics.away(true);
        DlqRecord away = reference(7);
        DlqRecord behind = whole(7);
        DlqRecord another = whole(8);

        handOn(away, behind, another);

        assertThat(shown).containsExactly(another.source().offset());
        assertThat(results).hasSize(2);
        assertThat(results.get(0).attempts()).isEmpty();
        assertThat(results.get(0).after().status()).isEqualTo(DlqStatus.PENDING);
        assertThat(results.get(0).after().metadata().attempts()).isEqualTo(1);
        assertThat(results.get(0).after().metadata().nextAttemptAt()).contains(NOW.plusSeconds(15));
        assertGivenBackToWaitForItsTurn(results.get(1), behind);
    }

    @Test
    void shouldGiveUpWhatIsGoneOnlyWhenItsTurnHasCome() throws InterruptedException {
        DlqRecord first = whole(7);
        DlqRecord gone = reference(7);
        DlqRecord behind = whole(7);

        handOn(first, gone, behind);

        assertThat(shown).containsExactly(first.source().offset());
        assertThat(results).hasSize(2);
        assertGivenBackToWaitForItsTurn(results.get(0), gone);
        assertGivenBackToWaitForItsTurn(results.get(1), behind);
    }

    @Test
    void shouldGiveUpWhatIsGone() throws InterruptedException {
        DlqRecord gone = reference(7);

        handOn(gone);

        assertThat(shown).isEmpty();
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.after().status()).isEqualTo(DlqStatus.FAILED);
            assertThat(result.after().payload()).isEqualTo(gone.summary().payload());
            assertThat(result.after().failure().message()).contains("Its payload is gone: orders-dlt-0@0 is lost");
        });
    }

    @Test
    void shouldFetchAllOfAClaimInOneGo() throws InterruptedException {
        var records = new ArrayList<DlqRecord>();
        for (int i = 0; i < 20; i++) {
            DlqRecord record = reference(i % 3);
            topics.with(record.source(), PAYLOAD);
            records.add(record);
        }

        handOn(records.toArray(DlqRecord[]::new));

        assertThat(topics.asked()).hasSize(1);
        assertThat(shown).hasSize(20).isSorted();
    }

    @Test
    void shouldWaitLongerForThePayloadOfWhatHasWaitedLong() throws InterruptedException {
        topics.away(true);
        createdAt = NOW.minus(Duration.ofMinutes(2));
        DlqRecord young = reference(7);
        createdAt = NOW.minus(Duration.ofHours(5));
        DlqRecord old = reference(8);

        handOn(young, old);

        assertThat(results)
                .extracting(result -> result.after().metadata().nextAttemptAt().orElseThrow())
                .containsExactly(NOW.plus(Duration.ofMinutes(2)), NOW.plus(Duration.ofMinutes(10)));
    }

    @Test
    void shouldGiveUpWhatCannotBeFetchedBeforeItIsTooOld() throws InterruptedException {
        topics.away(true);
        createdAt = NOW.minus(Duration.ofDays(7)).plusSeconds(60);

        handOn(reference(7));

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.after().status()).isEqualTo(DlqStatus.FAILED);
            assertThat(result.after().failure().message().orElseThrow().toString())
                    .contains("retry.max-age", "Kafka is away");
        });
    }
}
