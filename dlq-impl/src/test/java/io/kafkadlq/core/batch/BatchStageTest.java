package io.kafkadlq.core.batch;

import static io.kafkadlq.core.batch.BatchScene.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.config.BatchConfig;
import io.kafkadlq.api.flow.BatchBounds;
import io.kafkadlq.core.buffer.TestLetter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The batch stage from the outside: when it writes, and how much. */
class BatchStageTest {

    private static final Duration AGE = Duration.ofMillis(20);

    private BatchScene scene = new BatchScene(config(10, 10, Duration.ZERO, 1));

    private void open(BatchConfig config) {
        scene.close();
        scene = new BatchScene(config);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Nested
    class WhenNothingIsToWait {

        @Test
        void shouldWriteWhatHasGatheredAtTheEndOfABatch() throws InterruptedException {
            List<TestLetter> letters = TestLetter.several(0, 3);
            scene.offer(letters);

            scene.stage.endOfBatch();

            scene.awaitStored(letters);
            assertThat(scene.storage.sizes()).containsExactly(3);
        }

        @Test
        void shouldWriteAFullBatchWithoutAnEnd() throws InterruptedException {
            List<TestLetter> letters = TestLetter.several(0, 25);

            scene.offer(letters);

            scene.awaitStored(letters.subList(0, 20));
            assertThat(scene.storage.sizes()).containsExactly(10, 10);
            assertThat(letters.subList(20, 25))
                    .allSatisfy(letter -> assertThat(letter.answers()).isZero());
        }
    }

    @Nested
    class WhenBoundsChangeMeanwhile {

        @Test
        void shouldKeepToThem() throws InterruptedException {
            scene.stage.bound(new BatchBounds(2, 4));
            List<TestLetter> letters = TestLetter.several(0, 40);

            scene.offer(letters);
            scene.stage.endOfBatch();

            scene.awaitStored(letters);
            assertThat(scene.storage.sizes())
                    .allSatisfy(size -> assertThat(size).isBetween(1, 4));
            assertThat(scene.stage.bounds()).isEqualTo(new BatchBounds(2, 4));
            assertThat(scene.metrics().batches().size()).isBetween(2, 4);
        }

        @Test
        void shouldNotGoBeyondWhatThereIsRoomFor() {
            assertThatThrownBy(() -> scene.stage.bound(new BatchBounds(1, 11)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at most batch.max-size, which is 10");
            assertThat(scene.stage.bounds()).isEqualTo(new BatchBounds(10, 10));
        }
    }

    @Nested
    class WhenABatchIsToFill {

        @Test
        void shouldWaitForItsAgeWhateverEndsBefore() throws InterruptedException {
            open(config(10, 10, AGE, 1));
            List<TestLetter> letters = TestLetter.several(0, 5);
            scene.offer(letters.subList(0, 3));
            scene.stage.endOfBatch();
            scene.pass(AGE.minusNanos(1));
            await().during(AGE.multipliedBy(5))
                    .until(() -> scene.storage.sizes().isEmpty());
            scene.offer(letters.subList(3, 5));

            scene.pass(Duration.ofNanos(1));

            scene.awaitStored(letters);
            assertThat(scene.storage.sizes()).containsExactly(5);
        }

        @Test
        void shouldHaveAnIdleWriterSeeToTheAge() throws InterruptedException {
            open(config(2, 2, AGE, 1));
            List<TestLetter> letters = TestLetter.several(0, 3);
            scene.offer(letters.subList(0, 2));
            scene.awaitStored(letters.subList(0, 2));
            await().during(AGE).until(() -> scene.storage.sizes().size() == 1);
            scene.offer(letters.subList(2, 3));

            scene.pass(AGE);

            scene.awaitStored(letters);
        }

        @Test
        void shouldCountTheAgeFromItsOwnFirstRecord() throws InterruptedException {
            open(config(2, 2, AGE, 1));
            List<TestLetter> letters = TestLetter.several(0, 4);
            scene.pass(AGE);
            scene.offer(letters.subList(0, 2));
            scene.awaitStored(letters.subList(0, 2));
            scene.pass(AGE);
            scene.offer(letters.subList(2, 3));
            await().during(AGE.multipliedBy(5))
                    .until(() -> scene.storage.sizes().size() == 1);

            scene.offer(letters.subList(3, 4));

            scene.awaitStored(letters);
            assertThat(scene.storage.sizes()).containsExactly(2, 2);
        }

        @Test
        void shouldNotWaitOnceItHoldsThePresentSize() throws InterruptedException {
            open(config(10, 10, AGE, 1));
            List<TestLetter> letters = TestLetter.several(0, 10);

            scene.offer(letters);

            scene.awaitStored(letters);
            assertThat(scene.storage.sizes()).containsExactly(10);
        }

        @Test
        void shouldWriteWhatHasGatheredWhenItDrains() throws InterruptedException {
            open(config(10, 10, AGE, 2));
            List<TestLetter> letters = TestLetter.several(0, 7);
            scene.offer(letters);

            scene.stage.close(BatchScene.DRAIN);

            assertThat(letters).allSatisfy(letter -> assertThat(letter.stored).hasValue(1));
            assertThat(scene.storage.sizes()).containsExactly(7);
            assertThat(scene.inFlight.records()).isZero();
            assertThatThrownBy(() -> scene.stage.offer(letters.get(0), 0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class WhenAllWritersAreBusy {

        @Test
        void shouldGoOnToFillUpToTheMost() throws InterruptedException {
            open(config(10, 1500, Duration.ZERO, 1));
            scene.storage.keepSilent();
            List<TestLetter> letters = TestLetter.several(0, 1511);
            scene.offer(letters.subList(0, 10));
            await().until(() -> scene.storage.sizes().size() == 1);

            scene.offer(letters.subList(10, 1510));

            assertThat(scene.stage.offer(letters.get(1510), 0)).isFalse();
            scene.storage.answerAll();
            scene.awaitStored(letters.subList(0, 1510));
            assertThat(scene.storage.sizes()).containsExactly(10, 1500);
        }

        @Test
        void shouldLetThemWriteSideBySide() throws InterruptedException {
            open(config(10, 10, Duration.ZERO, 3));
            scene.storage.keepSilent();
            List<TestLetter> letters = TestLetter.several(0, 30);

            scene.offer(letters);

            await().untilAsserted(() -> assertThat(scene.storage.sizes()).containsExactly(10, 10, 10));
            scene.storage.answerAll();
            scene.awaitStored(letters);
        }

        @Test
        void shouldAnswerEachLetterOfAStoreThatNeverDoes() throws InterruptedException {
            scene.storage.keepSilent();
            List<TestLetter> letters = TestLetter.several(0, 15);
            scene.offer(letters);

            scene.stage.close(Duration.ZERO);

            assertThat(letters)
                    .allSatisfy(letter -> assertThat(letter.abandoned).hasValue(1));
            assertThat(scene.inFlight.records()).isZero();
        }
    }

    static Stream<BatchConfig> profiles() {
        return Stream.of(BatchConfig.DEFAULT, BatchConfig.LOW_LATENCY, BatchConfig.HIGH_THROUGHPUT);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void shouldStoreAllWithEachProfile(BatchConfig profile) throws InterruptedException {
        open(profile);
        List<TestLetter> letters = TestLetter.several(0, 20_000);

        for (int from = 0; from < letters.size(); from += 500) {
            scene.offer(letters.subList(from, from + 500));
            scene.stage.endOfBatch();
        }
        scene.stage.close(BatchScene.DRAIN);

        assertThat(letters).allSatisfy(letter -> assertThat(letter.stored).hasValue(1));
        assertThat(scene.storage.sizes()).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(profile.maxSize()));
        assertThat(scene.metrics().batches().records()).isEqualTo(20_000);
        assertThat(scene.inFlight.records()).isZero();
    }
}
