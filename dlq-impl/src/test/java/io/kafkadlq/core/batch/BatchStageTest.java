package io.kafkadlq.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.config.BatchConfig;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.core.buffer.TestLetter;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.stage.InFlight;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The batch stage from the outside: when it writes, how much, and what it tells of it. Time moves by hand. */
class BatchStageTest {

    private static final Duration TARGET = Duration.ofMillis(100);
    private static final Duration AGE = Duration.ofMillis(20);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final AtomicLong time = new AtomicLong();
    private final FakeStorage storage = new FakeStorage();
    private final InFlight inFlight = new InFlight(Long.MAX_VALUE);
    private final ChannelMetrics counters = new ChannelMetrics();
    private BatchStage stage = open(config(10, 10, Duration.ZERO, 1));

    private static BatchConfig config(int minSize, int maxSize, Duration maxAge, int writers) {
        return new BatchConfig(minSize, maxSize, TARGET, maxAge, writers, Duration.ofMillis(1));
    }

    private BatchStage open(BatchConfig config) {
        return new BatchStage(config, storage, inFlight, counters, Thread::new, time::get);
    }

    private BatchStage reopen(BatchConfig config) {
        stage.close(DRAIN);
        stage = open(config);
        return stage;
    }

    @AfterEach
    void close() {
        storage.answerAll();
        stage.close(DRAIN);
    }

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }

    private ProcessingMetrics metrics() {
        return counters.snapshot(inFlight::records);
    }

    /** As a reader of the ring does. */
    private void offer(List<TestLetter> letters) throws InterruptedException {
        for (TestLetter letter : letters) {
            assertThat(inFlight.tryEnter(letter)).isTrue();
            while (!stage.offer(letter, time.get())) {
                stage.awaitRoom();
            }
        }
    }

    private void awaitStored(List<TestLetter> letters) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).untilAsserted(() -> assertThat(letters)
                .allSatisfy(letter -> assertThat(letter.stored).hasValue(1)));
    }

    @Nested
    class WhenNothingIsToWait {

        @Test
        void shouldWriteWhatHasGatheredAtTheEndOfABatch() throws InterruptedException {
            List<TestLetter> letters = TestLetter.several(0, 3);
            offer(letters);

            stage.endOfBatch();

            awaitStored(letters);
            assertThat(storage.sizes()).containsExactly(3);
        }

        @Test
        void shouldWriteAFullBatchWithoutAnEnd() throws InterruptedException {
            List<TestLetter> letters = TestLetter.several(0, 25);

            offer(letters);

            awaitStored(letters.subList(0, 20));
            assertThat(storage.sizes()).containsExactly(10, 10);
            assertThat(letters.subList(20, 25))
                    .allSatisfy(letter -> assertThat(letter.answers()).isZero());
        }
    }

    @Nested
    class WhenABatchIsToFill {

        @Test
        void shouldWaitForItsAgeWhateverEndsBefore() throws InterruptedException {
            reopen(config(10, 10, AGE, 1));
            List<TestLetter> letters = TestLetter.several(0, 5);
            offer(letters.subList(0, 3));
            stage.endOfBatch();
            pass(AGE.minusNanos(1));
            await().during(AGE.multipliedBy(5)).until(() -> storage.sizes().isEmpty());
            offer(letters.subList(3, 5));

            pass(Duration.ofNanos(1));

            awaitStored(letters);
            assertThat(storage.sizes()).containsExactly(5);
        }

        @Test
        void shouldCountTheAgeFromItsOwnFirstRecord() throws InterruptedException {
            reopen(config(2, 2, AGE, 1));
            List<TestLetter> letters = TestLetter.several(0, 4);
            pass(AGE);
            offer(letters.subList(0, 2));
            awaitStored(letters.subList(0, 2));
            pass(AGE);
            offer(letters.subList(2, 3));
            await().during(AGE.multipliedBy(5)).until(() -> storage.sizes().size() == 1);

            offer(letters.subList(3, 4));

            awaitStored(letters);
            assertThat(storage.sizes()).containsExactly(2, 2);
        }

        @Test
        void shouldNotWaitOnceItHoldsThePresentSize() throws InterruptedException {
            reopen(config(10, 10, AGE, 1));
            List<TestLetter> letters = TestLetter.several(0, 10);

            offer(letters);

            awaitStored(letters);
            assertThat(storage.sizes()).containsExactly(10);
        }

        @Test
        void shouldWriteWhatHasGatheredWhenItDrains() throws InterruptedException {
            reopen(config(10, 10, AGE, 2));
            List<TestLetter> letters = TestLetter.several(0, 7);
            offer(letters);

            stage.close(DRAIN);

            assertThat(letters).allSatisfy(letter -> assertThat(letter.stored).hasValue(1));
            assertThat(storage.sizes()).containsExactly(7);
            assertThat(inFlight.records()).isZero();
            assertThatThrownBy(() -> stage.offer(letters.get(0), 0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class WhenAllWritersAreBusy {

        @Test
        void shouldGoOnToFillUpToTheMost() throws InterruptedException {
            reopen(config(10, 1500, Duration.ZERO, 1));
            storage.keepSilent();
            List<TestLetter> letters = TestLetter.several(0, 1511);
            offer(letters.subList(0, 10));
            await().until(() -> storage.sizes().size() == 1);

            offer(letters.subList(10, 1510));

            assertThat(stage.offer(letters.get(1510), 0)).isFalse();
            storage.answerAll();
            awaitStored(letters.subList(0, 1510));
            assertThat(storage.sizes()).containsExactly(10, 1500);
        }

        @Test
        void shouldLetThemWriteSideBySide() throws InterruptedException {
            reopen(config(10, 10, Duration.ZERO, 3));
            storage.keepSilent();
            List<TestLetter> letters = TestLetter.several(0, 30);

            offer(letters);

            await().untilAsserted(() -> assertThat(storage.sizes()).containsExactly(10, 10, 10));
            storage.answerAll();
            awaitStored(letters);
        }

        @Test
        void shouldAnswerEachLetterOfAStoreThatNeverDoes() throws InterruptedException {
            storage.keepSilent();
            List<TestLetter> letters = TestLetter.several(0, 15);
            offer(letters);

            stage.close(Duration.ZERO);

            assertThat(letters)
                    .allSatisfy(letter -> assertThat(letter.abandoned).hasValue(1));
            assertThat(inFlight.records()).isZero();
        }
    }

    @Nested
    class WhenWritesAreTimed {

        @Test
        void shouldHoldMoreWhileTheStoreIsQuick() throws InterruptedException {
            reopen(config(10, 1000, Duration.ZERO, 1));

            writeFullBatches(200);

            assertThat(metrics().batches().size()).isEqualTo(1000);
            assertThat(storage.sizes()).contains(1000);
        }

        @Test
        void shouldHoldAsManyAsTheStoreWritesInTime() throws InterruptedException {
            reopen(config(10, 1000, Duration.ZERO, 1));
            storage.onSave(records -> pass(Duration.ofMillis(20).plusNanos(200_000L * records)));

            writeFullBatches(200);

            assertThat(metrics().batches().size()).isBetween(300, 500);
        }

        @Test
        void shouldTellHowManyHowLargeAndHowLong() throws InterruptedException {
            storage.onSave(records -> pass(Duration.ofMillis(records)));

            writeFullBatches(2);
            offer(TestLetter.several(0, 4));
            stage.close(DRAIN);

            var batches = metrics().batches();
            assertThat(batches.written()).isEqualTo(3);
            assertThat(batches.records()).isEqualTo(24);
            assertThat(batches.meanRecords()).isEqualTo(8.0);
            assertThat(batches.writeP99()).isBetween(Duration.ofMillis(10), Duration.ofMillis(11));
            assertThat(metrics().writeSuccessRate()).isEqualTo(1.0);
        }

        @Test
        void shouldNotShrinkBecauseTheStoreWasAway() throws InterruptedException {
            reopen(config(10, 1000, Duration.ZERO, 1));
            writeFullBatches(200);
            long written = metrics().batches().written();
            storage.failNext(3, () -> pass(TARGET.multipliedBy(10)));
            List<TestLetter> letters = TestLetter.several(0, 1000);

            offer(letters);
            await().untilAsserted(() -> {
                // The pauses between its tries are by this clock too.
                pass(Duration.ofMillis(4));
                assertThat(letters)
                        .allSatisfy(letter -> assertThat(letter.stored).hasValue(1));
            });

            assertThat(metrics().storeFailures()).isEqualTo(3);
            assertThat(metrics().writeSuccessRate()).isEqualTo((written + 1) / (written + 4.0));
            assertThat(metrics().batches().size()).isEqualTo(1000);
        }

        private void writeFullBatches(int count) throws InterruptedException {
            for (int i = 0; i < count; i++) {
                List<TestLetter> letters =
                        TestLetter.several(0, metrics().batches().size());
                offer(letters);
                awaitStored(letters);
            }
        }
    }

    static Stream<BatchConfig> profiles() {
        return Stream.of(BatchConfig.DEFAULT, BatchConfig.LOW_LATENCY, BatchConfig.HIGH_THROUGHPUT);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void shouldStoreAllWithEachProfile(BatchConfig profile) throws InterruptedException {
        reopen(profile);
        List<TestLetter> letters = TestLetter.several(0, 20_000);

        for (int from = 0; from < letters.size(); from += 500) {
            offer(letters.subList(from, from + 500));
            stage.endOfBatch();
        }
        stage.close(DRAIN);

        assertThat(letters).allSatisfy(letter -> assertThat(letter.stored).hasValue(1));
        assertThat(storage.sizes()).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(profile.maxSize()));
        assertThat(metrics().batches().records()).isEqualTo(20_000);
        assertThat(inFlight.records()).isZero();
    }
}
