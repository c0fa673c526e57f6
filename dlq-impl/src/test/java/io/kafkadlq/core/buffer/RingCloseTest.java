package io.kafkadlq.core.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.config.BufferConfig;
import io.kafkadlq.api.config.WaitStrategyType;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How a ring ends: each letter that it took has its answer, whatever became of its readers. */
class RingCloseTest {

    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final long PLENTY = 1 << 30;

    private final List<Thread> readers = Collections.synchronizedList(new ArrayList<>());
    private final InFlight inFlight = new InFlight(PLENTY);
    private final MoodyStage willing = MoodyStage.willing(inFlight);

    private RingStage open(int readers, Stage next, NanoClock clock) {
        var config = new BufferConfig(64, PLENTY, WaitStrategyType.BLOCKING, readers);
        var parts = new RingStage.Parts("orders", inFlight, this::thread, 2, clock);
        return new RingStage(config, Publishers.ONE, next, parts);
    }

    private Thread thread(Runnable task) {
        var thread = new Thread(task);
        readers.add(thread);
        return thread;
    }

    @Test
    void shouldSeeThroughWhatItTookAndTakeNoMore() {
        RingStage ring = open(2, willing, NanoClock.SYSTEM);
        List<TestLetter> letters = TestLetter.several(0, 40);
        ring.offerAll(letters, 0);

        ring.close(DRAIN);

        assertThat(letters).allSatisfy(letter -> assertThat(letter.stored).hasValue(1));
        assertThat(ring.offer(letters.get(0), 0)).isFalse();
        assertThat(ring.offerAll(letters, 0)).isZero();
        assertThat(readers).noneMatch(Thread::isAlive);
        assertThat(inFlight.records()).isZero();
    }

    @Test
    void shouldAnswerOnceWhatAReaderThatIsStuckHolds() throws InterruptedException {
        var release = new CountDownLatch(1);
        var stuck = TestLetter.onReading(() -> awaitWhateverInterrupts(release));
        List<TestLetter> others = TestLetter.several(0, 20);
        RingStage ring = open(2, willing, NanoClock.SYSTEM);
        ring.offer(stuck, 0);
        ring.offerAll(others, 0);

        ring.close(Duration.ZERO);

        assertThat(others).allSatisfy(letter -> assertThat(letter.answers()).isEqualTo(1));
        assertThat(stuck.answers()).isZero();
        release.countDown();
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(stuck.abandoned).hasValue(1);
        assertThat(others).allSatisfy(letter -> assertThat(letter.answers()).isEqualTo(1));
        assertThat(inFlight.records()).isZero();
    }

    @Test
    void shouldGiveBackTheLetterThatAReaderHoldsWhenItIsInterrupted() throws InterruptedException {
        var inHand = new CountDownLatch(1);
        var letter = TestLetter.onReading(inHand::countDown);
        RingStage ring = open(1, MoodyStage.refusing(inFlight), NanoClock.SYSTEM);
        ring.offer(letter, 0);
        assertThat(inHand.await(10, TimeUnit.SECONDS)).isTrue();

        readers.get(0).interrupt();
        readers.get(0).join();

        assertThat(letter.abandoned).hasValue(1);
        ring.close(Duration.ZERO);
        assertThat(letter.answers()).isEqualTo(1);
    }

    @Test
    void shouldWaitForAPublisherThatCameBeforeIt() throws InterruptedException {
        var weighing = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var letter = TestLetter.onWeighing(() -> {
            weighing.countDown();
            awaitWhateverInterrupts(release);
        });
        RingStage ring = open(1, willing, NanoClock.SYSTEM);
        var publisher = new Thread(() -> ring.offer(letter, 0));
        var closer = new Thread(() -> ring.close(DRAIN));
        publisher.start();
        assertThat(weighing.await(10, TimeUnit.SECONDS)).isTrue();
        closer.start();

        await().during(Duration.ofMillis(200)).until(closer::isAlive);
        release.countDown();
        publisher.join();
        closer.join();

        assertThat(letter.stored).hasValue(1);
    }

    @Test
    void shouldAnswerWhatReadersThatWereInterruptedLeft() throws InterruptedException {
        var time = new AtomicLong();
        RingStage ring = open(2, willing, time::get);
        for (Thread reader : readers) {
            reader.interrupt();
            reader.join();
        }
        List<TestLetter> letters = TestLetter.several(0, 10);
        ring.offerAll(letters, 0);

        // Time stands still: a close that waited for readers that are no more would never end.
        ring.close(DRAIN);

        assertThat(letters).allSatisfy(letter -> assertThat(letter.abandoned).hasValue(1));
        assertThat(inFlight.records()).isZero();
    }

    private static void awaitWhateverInterrupts(CountDownLatch release) {
        boolean released = false;
        while (!released) {
            try {
                released = release.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException ignored) {
                // That is what makes it stuck.
            }
        }
    }
}
