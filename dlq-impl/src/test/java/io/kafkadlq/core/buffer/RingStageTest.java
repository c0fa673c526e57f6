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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The ring from the outside: what goes in, and what the next stage sees. */
class RingStageTest {

    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final long PLENTY = 1 << 30;
    private static final int MANY_CORES = 64;

    private final List<RingStage> opened = new ArrayList<>();
    private final List<Thread> readers = Collections.synchronizedList(new ArrayList<>());
    private final InFlight inFlight = new InFlight(PLENTY);
    private final MoodyStage willing = MoodyStage.willing(inFlight);
    private final MoodyStage refusing = MoodyStage.refusing(inFlight);

    private RingStage open(int size, int readers, Stage next) {
        return open(new BufferConfig(size, PLENTY, WaitStrategyType.BLOCKING, readers), inFlight, next, MANY_CORES);
    }

    private RingStage open(BufferConfig config, InFlight inFlight, Stage next, int cores) {
        var parts = new RingStage.Parts("orders", inFlight, this::thread, cores, NanoClock.SYSTEM);
        var ring = new RingStage(config, Publishers.MANY, next, parts);
        opened.add(ring);
        return ring;
    }

    private Thread thread(Runnable task) {
        var thread = new Thread(task);
        readers.add(thread);
        return thread;
    }

    @AfterEach
    void close() {
        refusing.becomeWilling();
        opened.forEach(ring -> ring.close(DRAIN));
    }

    @Nested
    class WhenItIsMade {

        @Test
        void shouldRoundTheSizeUpToAPowerOfTwoAndSaySo() {
            try (var log = new LogCapture("io.kafkadlq.buffer")) {
                RingStage ring = open(100_000, 1, willing);

                assertThat(ring.remainingCapacity()).isEqualTo(131_072);
                assertThat(log.lines()).singleElement().asString().contains("DLQ-0252", "131072", "100000", "orders");
            }
        }

        @Test
        void shouldSayNothingOfASizeThatIsAPowerOfTwo() {
            try (var log = new LogCapture("io.kafkadlq.buffer")) {
                RingStage ring = open(1024, 1, willing);

                assertThat(ring.remainingCapacity()).isEqualTo(1024);
                assertThat(log.lines()).isEmpty();
            }
        }

        @ParameterizedTest
        @CsvSource({"YIELDING, 1, 3", "BUSY_SPIN, 1, 3", "BUSY_SPIN, 4, 6"})
        void shouldWarnOfSpinningOnTooFewCores(WaitStrategyType waiting, int readers, int cores) {
            try (var log = new LogCapture("io.kafkadlq.buffer")) {
                open(new BufferConfig(64, PLENTY, waiting, readers), inFlight, willing, cores);

                assertThat(log.lines())
                        .singleElement()
                        .asString()
                        .startsWith("WARNING DLQ-0253")
                        .contains("dlq.channel.orders.buffer.wait-strategy to blocking", Integer.toString(cores));
            }
        }

        @ParameterizedTest
        @CsvSource({"BUSY_SPIN, 1, 4", "YIELDING, 4, 7", "BLOCKING, 1, 1", "PHASED, 1, 1", "SLEEPING, 1, 1"})
        void shouldNotWarnWhereCoresSuffice(WaitStrategyType waiting, int readers, int cores) {
            try (var log = new LogCapture("io.kafkadlq.buffer")) {
                open(new BufferConfig(64, PLENTY, waiting, readers), inFlight, willing, cores);

                assertThat(log.lines()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(WaitStrategyType.class)
    void shouldHandOnWhateverTheReadersWaitWith(WaitStrategyType waiting) {
        RingStage ring = open(new BufferConfig(64, PLENTY, waiting, 2), inFlight, willing, MANY_CORES);
        List<TestLetter> letters = TestLetter.several(0, 50);

        int taken = ring.offerAll(letters, 0);
        ring.close(DRAIN);

        assertThat(taken).isEqualTo(50);
        assertThat(letters).allSatisfy(letter -> assertThat(letter.stored).hasValue(1));
    }

    @Nested
    class WhenManyLettersAreOffered {

        @Test
        void shouldTakeAsManyAsTheRingHasRoomFor() {
            RingStage ring = open(8, 1, refusing);
            List<TestLetter> letters = TestLetter.several(0, 20);

            int taken = ring.offerAll(letters, 0);

            assertThat(taken).isEqualTo(8);
            assertThat(ring.remainingCapacity()).isZero();
            assertThat(ring.offerAll(letters.subList(8, 20), 0)).isZero();
            assertThat(ring.offer(letters.get(8), 0)).isFalse();
            assertThat(inFlight.records()).isEqualTo(8);
        }

        @Test
        void shouldKeepTheSlotOfALetterThatIsStillInHand() throws InterruptedException {
            var inHand = new CountDownLatch(1);
            RingStage ring = open(8, 1, refusing);

            ring.offer(TestLetter.onReading(inHand::countDown), 0);

            assertThat(inHand.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ring.remainingCapacity()).isEqualTo(7);
        }

        @Test
        void shouldTakeNoMoreThanMayBeInFlight() {
            var narrow = new InFlight(3 * TestLetter.BYTES);
            var config = new BufferConfig(64, PLENTY, WaitStrategyType.BLOCKING, 1);
            RingStage ring = open(config, narrow, refusing, MANY_CORES);

            int taken = ring.offerAll(TestLetter.several(0, 20), 0);

            assertThat(taken).isEqualTo(3);
            assertThat(narrow.records()).isEqualTo(3);
        }

        @Test
        void shouldHaveRoomAgainForWhatWasHandedOn() {
            RingStage ring = open(8, 1, refusing);
            List<TestLetter> letters = TestLetter.several(0, 16);
            ring.offerAll(letters, 0);

            refusing.becomeWilling();

            await().until(() -> ring.remainingCapacity() == 8);
            assertThat(ring.offerAll(letters.subList(8, 16), 0)).isEqualTo(8);
            await().untilAsserted(() -> assertThat(refusing.taken()).isEqualTo(letters));
        }
    }

    @Nested
    class WhenSeveralReadersShareIt {

        @Test
        void shouldReadLettersInParallel() {
            var together = new CyclicBarrier(3);
            Runnable meet = () -> meet(together);
            RingStage ring = open(8, 3, willing);
            var letters = List.of(TestLetter.onReading(meet), TestLetter.onReading(meet), TestLetter.onReading(meet));

            ring.offerAll(letters, 0);

            await().untilAsserted(() -> assertThat(willing.taken()).containsExactlyInAnyOrderElementsOf(letters));
        }

        @Test
        void shouldGiveEachTheLettersOfItsOwnSlots() {
            RingStage ring = open(16, 3, willing);
            Map<Integer, Thread> readBy = new ConcurrentHashMap<>();
            List<TestLetter> letters = IntStream.range(0, 9)
                    .mapToObj(slot -> TestLetter.onReading(() -> readBy.put(slot, Thread.currentThread())))
                    .toList();

            ring.offerAll(letters, 0);

            await().until(() -> readBy.size() == 9);
            assertThat(readBy).allSatisfy((slot, reader) -> assertThat(reader).isSameAs(readers.get(slot % 3)));
        }

        @ParameterizedTest
        @CsvSource({"1", "2", "3", "4", "5", "7", "16"})
        void shouldTellTheNextStageWhereABatchEndsWhoeverHasItsLastSlot(int batch) {
            RingStage ring = open(16, 4, willing);
            List<TestLetter> letters = TestLetter.several(0, batch);

            ring.offerAll(letters, 0);

            // The stage answers when a batch ends, and only then.
            await().untilAsserted(() -> assertThat(letters)
                    .allSatisfy(letter -> assertThat(letter.stored).hasValue(1)));
        }

        private void meet(CyclicBarrier together) {
            try {
                together.await(10, TimeUnit.SECONDS);
            } catch (Exception alone) {
                throw new IllegalStateException("The letters were read one after another", alone);
            }
        }
    }

    @Nested
    class WhenALetterCannotBeRead {

        @Test
        void shouldGiveItBackAndGoOn() {
            RingStage ring = open(8, 1, willing);
            var odd = TestLetter.onReading(() -> {
                throw new IllegalStateException("a defect");
            });
            var deadly = TestLetter.onReading(() -> {
                throw new StackOverflowError();
            });
            var good = TestLetter.onReading(() -> {});

            ring.offerAll(List.of(odd, deadly, good), 0);

            await().untilAsserted(() -> assertThat(good.stored).hasValue(1));
            assertThat(odd.abandoned).hasValue(1);
            assertThat(deadly.abandoned).hasValue(1);
        }
    }
}
