package io.kafkadlq.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.Claimed;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqSequences;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.metrics.RetryMetrics;
import io.kafkadlq.core.time.RecordIds;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunResultsTest {

    private final NotingStore store = new NotingStore();
    private final RetryMetrics metrics = new RetryMetrics();
    private final AtomicInteger told = new AtomicInteger();
    private final RunResults results = new RunResults(
            "orders", store, metrics, told::incrementAndGet, new RunResults.Threads(Thread::new, System::nanoTime));
    private final HeldLease lease =
            new HeldLease(new Lease(UUID.randomUUID(), "node", Duration.ofMinutes(1)), System::nanoTime);

    /** Fails as often as it is told to, refuses what it is told to, and notes the rest. */
    private static final class NotingStore implements DlqSchedule {

        private final AtomicInteger failures = new AtomicInteger();
        private final Set<RecordId> refused = ConcurrentHashMap.newKeySet();
        private final Set<RecordId> notOurs = ConcurrentHashMap.newKeySet();
        private final List<RecordId> noted = new CopyOnWriteArrayList<>();

        @Override
        public CompletionStage<StorageResult<Set<RecordId>>> complete(List<RunResult> batch) {
            return CompletableFuture.completedStage(answer(batch));
        }

        private StorageResult<Set<RecordId>> answer(List<RunResult> batch) {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return StorageResult.unavailable(new IllegalStateException("away"));
            }
            List<RecordId> ids =
                    batch.stream().map(result -> result.after().id()).toList();
            if (ids.stream().anyMatch(refused::contains)) {
                return StorageResult.rejected(new IllegalArgumentException("refused"));
            }
            var leftAlone = new HashSet<>(ids);
            leftAlone.retainAll(notOurs);
            ids.stream().filter(id -> !notOurs.contains(id)).forEach(noted::add);
            return StorageResult.success(leftAlone);
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public DlqSequences sequences() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<StorageResult<Lease>> renew(Lease renewed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<StorageResult<Integer>> recover(int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<StorageResult<Claimed>> claim(ClaimRequest request) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void start() {
        lease.renewedAt(System.nanoTime());
        results.start();
    }

    @AfterEach
    void stop() {
        results.close(Duration.ofSeconds(5));
    }

    private ClaimedBatch claimed(int records) {
        return new ClaimedBatch(lease, records, 0, () -> false, results);
    }

    private static RunResult succeeded() {
        DlqRecord record = DlqRecord.builder(RecordIds.next(), "orders", Payload.of(null, null, DlqHeaders.none()))
                .build();
        return new RunResult(record.summary().withStatus(DlqStatus.SUCCESS), List.of());
    }

    @Test
    void shouldOfferTheSameAgainUntilTheStoreTakesIt() {
        store.failures.set(3);
        ClaimedBatch batch = claimed(1);
        RunResult result = succeeded();

        batch.ended(result);

        await().until(() -> batch.open() == 0);
        assertThat(store.noted).containsExactly(result.after().id());
        assertThat(told).hasPositiveValue();
    }

    @Test
    void shouldKeepApartWhatTheStoreRefusesAndLetItsLeaseLapse() {
        ClaimedBatch batch = claimed(3);
        RunResult first = succeeded();
        RunResult wrong = succeeded();
        RunResult last = succeeded();
        store.refused.add(wrong.after().id());
        store.failures.set(1);

        List.of(first, wrong, last).forEach(batch::ended);

        await().until(() -> batch.open() == 0);
        assertThat(store.noted).containsExactly(first.after().id(), last.after().id());
        assertThat(lease.isUsable()).isFalse();
        assertThat(lease.isSpent()).isTrue();
    }

    @Test
    void shouldCountWhatOthersHaveByNow() {
        ClaimedBatch batch = claimed(1);
        RunResult result = succeeded();
        store.notOurs.add(result.after().id());

        batch.ended(result);

        await().until(() -> batch.open() == 0);
        assertThat(metrics.snapshot().lost()).isEqualTo(1);
    }

    @Test
    void shouldNoteAllBeforeItEnds() {
        ClaimedBatch batch = claimed(2_500);
        for (int i = 0; i < 2_500; i++) {
            batch.ended(succeeded());
        }

        results.close(Duration.ofSeconds(20));

        assertThat(store.noted).hasSize(2_500);
    }
}
