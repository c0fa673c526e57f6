package io.kafkadlq.core.batch;

import static io.kafkadlq.core.batch.BatchScene.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.config.BatchConfig;
import io.kafkadlq.core.buffer.TestLetter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the batch stage learns from the time that writes take, and what it tells of it. */
class BatchTimingTest {

    private BatchScene scene = new BatchScene(config(10, 10, Duration.ZERO, 1));

    private void open(BatchConfig config) {
        scene.close();
        scene = new BatchScene(config);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void shouldHoldMoreWhileTheStoreIsQuick() throws InterruptedException {
        open(config(10, 1000, Duration.ZERO, 1));

        scene.writeFullBatches(200);

        assertThat(scene.metrics().batches().size()).isEqualTo(1000);
        assertThat(scene.storage.sizes()).contains(1000);
    }

    @Test
    void shouldHoldAsManyAsTheStoreWritesInTime() throws InterruptedException {
        open(config(10, 1000, Duration.ZERO, 1));
        scene.storage.onSave(records -> scene.pass(Duration.ofMillis(20).plusNanos(200_000L * records)));

        scene.writeFullBatches(200);

        assertThat(scene.metrics().batches().size()).isBetween(300, 500);
    }

    @Test
    void shouldTellHowManyHowLargeAndHowLong() throws InterruptedException {
        scene.storage.onSave(records -> scene.pass(Duration.ofMillis(records)));

        scene.writeFullBatches(2);
        scene.offer(TestLetter.several(0, 4));
        scene.stage.close(BatchScene.DRAIN);

        var batches = scene.metrics().batches();
        assertThat(batches.written()).isEqualTo(3);
        assertThat(batches.records()).isEqualTo(24);
        assertThat(batches.meanRecords()).isEqualTo(8.0);
        assertThat(batches.writeP99()).isBetween(Duration.ofMillis(10), Duration.ofMillis(11));
        assertThat(scene.metrics().writeSuccessRate()).isEqualTo(1.0);
    }

    @Test
    void shouldNotShrinkBecauseTheStoreWasAway() throws InterruptedException {
        open(config(10, 1000, Duration.ZERO, 1));
        scene.writeFullBatches(200);
        long written = scene.metrics().batches().written();
        scene.storage.failNext(3, () -> scene.pass(BatchScene.TARGET.multipliedBy(10)));
        List<TestLetter> letters = TestLetter.several(0, 1000);

        scene.offer(letters);
        await().untilAsserted(() -> {
            // The pauses between its tries are by this clock too.
            scene.pass(Duration.ofMillis(4));
            assertThat(letters).allSatisfy(letter -> assertThat(letter.stored).hasValue(1));
        });

        assertThat(scene.metrics().storeFailures()).isEqualTo(3);
        assertThat(scene.metrics().writeSuccessRate()).isEqualTo((written + 1) / (written + 4.0));
        assertThat(scene.metrics().batches().size()).isEqualTo(1000);
    }
}
