package io.kafkadlq.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.config.BatchConfig;
import io.kafkadlq.api.model.ProcessingMetrics;
import io.kafkadlq.core.buffer.TestLetter;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.stage.InFlight;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A batch stage between a test, which is its reader of the ring, and a fake store. Time moves by hand. */
final class BatchScene implements AutoCloseable {

    static final Duration TARGET = Duration.ofMillis(100);
    static final Duration DRAIN = Duration.ofSeconds(10);

    final FakeStorage storage = new FakeStorage();
    final InFlight inFlight = new InFlight(Long.MAX_VALUE);
    final BatchStage stage;
    private final AtomicLong time = new AtomicLong();
    private final ChannelMetrics counters = new ChannelMetrics();

    BatchScene(BatchConfig config) {
        stage = new BatchStage(config, storage, inFlight, counters, Thread::new, time::get);
    }

    static BatchConfig config(int minSize, int maxSize, Duration maxAge, int writers) {
        return new BatchConfig(minSize, maxSize, TARGET, maxAge, writers, Duration.ofMillis(1));
    }

    void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }

    ProcessingMetrics metrics() {
        return counters.snapshot(inFlight::records);
    }

    void offer(List<TestLetter> letters) throws InterruptedException {
        for (TestLetter letter : letters) {
            assertThat(inFlight.tryEnter(letter)).isTrue();
            while (!stage.offer(letter, time.get())) {
                stage.awaitRoom();
            }
        }
    }

    void awaitStored(List<TestLetter> letters) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).untilAsserted(() -> assertThat(letters)
                .allSatisfy(letter -> assertThat(letter.stored).hasValue(1)));
    }

    /** One after another, each of the size that the stage holds then. */
    void writeFullBatches(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            List<TestLetter> letters = TestLetter.several(0, metrics().batches().size());
            offer(letters);
            awaitStored(letters);
        }
    }

    @Override
    public void close() {
        storage.answerAll();
        stage.close(DRAIN);
    }
}
