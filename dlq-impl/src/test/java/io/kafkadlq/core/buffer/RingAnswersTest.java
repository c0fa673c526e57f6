package io.kafkadlq.core.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.BufferConfig;
import io.kafkadlq.api.config.WaitStrategyType;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Whatever the next stage does and whenever the ring is closed: each letter taken is answered once, no other is. */
class RingAnswersTest {

    private static final int RING = 16;
    private static final Duration DRAIN = Duration.ofMillis(5);

    @Property(tries = 150)
    void shouldAnswerEachLetterOfOnePublisherOnce(
            @ForAll Random random,
            @ForAll @IntRange(max = 300) int letters,
            @ForAll @IntRange(min = 1, max = 4) int readers,
            @ForAll @DoubleRange(max = 0.9) double refusals,
            @ForAll @IntRange(max = 400) int stallsAfter,
            @ForAll @IntRange(max = 400) int closesAfter)
            throws InterruptedException {
        new Scene(Publishers.ONE, 1, letters, readers).play(random, refusals, stallsAfter, closesAfter);
    }

    @Property(tries = 150)
    void shouldAnswerEachLetterOfManyPublishersOnce(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 3) int publishers,
            @ForAll @IntRange(max = 150) int letters,
            @ForAll @IntRange(min = 1, max = 4) int readers,
            @ForAll @DoubleRange(max = 0.9) double refusals,
            @ForAll @IntRange(max = 400) int stallsAfter,
            @ForAll @IntRange(max = 400) int closesAfter)
            throws InterruptedException {
        new Scene(Publishers.MANY, publishers, letters, readers).play(random, refusals, stallsAfter, closesAfter);
    }

    /** Some publishers with so many letters each, and a ring with some readers. */
    private record Scene(Publishers kind, int publishers, int letters, int readers) {

        void play(Random random, double refusals, int stallsAfter, int closesAfter) throws InterruptedException {
            var inFlight = new InFlight(1 << 20);
            var next = new MoodyStage(inFlight, random, refusals, stallsAfter);
            var config = new BufferConfig(RING, 1 << 20, WaitStrategyType.BLOCKING, readers);
            var ring = new RingStage(
                    config, kind, next, new RingStage.Parts("orders", inFlight, Thread::new, 2, NanoClock.SYSTEM));
            // Once the stage stalls, one letter more is certain to be taken: the one that its reader waits with.
            var closeMoment =
                    new CountDownLatch(Math.min(Math.min(closesAfter, stallsAfter + 1), publishers * letters));
            List<Publisher> all = IntStream.range(0, publishers)
                    .mapToObj(i -> new Publisher(ring, TestLetter.several(i, letters), random.nextLong(), closeMoment))
                    .toList();

            all.forEach(Thread::start);
            assertThat(closeMoment.await(20, TimeUnit.SECONDS)).isTrue();
            ring.close(DRAIN);
            for (Publisher publisher : all) {
                publisher.interrupt();
                publisher.join();
            }

            assertThat(all).allSatisfy(Publisher::hasOneAnswerForEachLetterTaken);
            assertThat(inFlight.records()).isZero();
            if (readers == 1) {
                assertThat(all).allSatisfy(publisher -> publisher.foundItsOrderIn(next.taken()));
            }
        }
    }

    /** Brings its letters in pieces of random length until it is interrupted. */
    private static final class Publisher extends Thread {

        private final RingStage ring;
        private final List<TestLetter> letters;
        private final Random pieces;
        private final CountDownLatch closeMoment;
        private int taken;

        Publisher(RingStage ring, List<TestLetter> letters, long seed, CountDownLatch closeMoment) {
            this.ring = ring;
            this.letters = letters;
            this.pieces = new Random(seed);
            this.closeMoment = closeMoment;
        }

        @Override
        public void run() {
            try {
                while (taken < letters.size()) {
                    int now = bring(1 + pieces.nextInt(2 * RING));
                    taken += now;
                    IntStream.range(0, now).forEach(letter -> closeMoment.countDown());
                    if (now == 0) {
                        ring.awaitRoom();
                    }
                }
            } catch (InterruptedException enough) {
                currentThread().interrupt();
            }
        }

        private int bring(int length) {
            if (length == 1) {
                return ring.offer(letters.get(taken), 0) ? 1 : 0;
            }
            return ring.offerAll(letters.subList(taken, Math.min(taken + length, letters.size())), 0);
        }

        void hasOneAnswerForEachLetterTaken() {
            assertThat(letters.subList(0, taken))
                    .allSatisfy(letter -> assertThat(letter.answers()).isEqualTo(1));
            assertThat(letters.subList(taken, letters.size()))
                    .allSatisfy(letter -> assertThat(letter.answers()).isZero());
        }

        void foundItsOrderIn(List<TestLetter> handedOn) {
            var mine = new ArrayList<>(handedOn);
            mine.retainAll(letters);
            assertThat(mine).isEqualTo(letters.subList(0, mine.size()));
        }
    }
}
