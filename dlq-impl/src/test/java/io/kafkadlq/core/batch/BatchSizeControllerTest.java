package io.kafkadlq.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kafkadlq.api.config.BatchConfig;
import io.kafkadlq.api.flow.BatchBounds;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Where the size of batches goes, with stores that are formulas. */
class BatchSizeControllerTest {

    private static final int MAX = 100_000;
    private static final Duration TARGET = Duration.ofMillis(100);

    private static BatchConfig config(int minSize, int maxSize, int writers) {
        return new BatchConfig(minSize, maxSize, TARGET, Duration.ZERO, writers, Duration.ofMillis(100));
    }

    @Property
    void shouldStayWithinItsBoundsWhateverWritesTake(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = MAX) int one,
            @ForAll @IntRange(min = 1, max = MAX) int other,
            @ForAll @IntRange(min = 1, max = 64) int writers) {
        BatchConfig config = config(Math.min(one, other), Math.max(one, other), writers);
        var controller = new BatchSizeController(config);

        for (int i = 0; i < 300; i++) {
            // From 1 ns to 292 years, each order of magnitude as likely as any other.
            controller.written(1 + random.nextInt(MAX), random.nextLong() >>> (1 + random.nextInt(63)));

            assertThat(controller.size()).isBetween(config.minSize(), config.maxSize());
        }
    }

    @Property
    void shouldKeepToNewBoundsAtOnce(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = MAX) int one,
            @ForAll @IntRange(min = 1, max = MAX) int other) {
        var controller = new BatchSizeController(config(1, MAX, 2));
        controller.written(1 + random.nextInt(MAX), random.nextLong() >>> (1 + random.nextInt(63)));

        var bounds = new BatchBounds(Math.min(one, other), Math.max(one, other));
        controller.bound(bounds);

        for (int i = 0; i < 50; i++) {
            assertThat(controller.size()).isBetween(bounds.minSize(), bounds.maxSize());
            controller.written(1 + random.nextInt(MAX), random.nextLong() >>> (1 + random.nextInt(63)));
        }
    }

    @Property
    void shouldFindTheSizeThatTakesTheTarget(
            @ForAll Random noise,
            @ForAll @IntRange(min = 10, max = 10_000) int ideal,
            @ForAll @DoubleRange(max = 0.5) double fixedShare,
            @ForAll @IntRange(min = 1, max = 4) int writers) {
        var store = new LinearStore(ideal, fixedShare, noise);
        var controller = new BatchSizeController(config(1, 20_000, writers));

        store.writeFullBatches(controller, 400 * writers);

        assertThat(controller.size()).isCloseTo(ideal, within25Percent(ideal));
    }

    @Property
    void shouldFindASmallerSizeWhenTheStoreSlowsDown(
            @ForAll Random noise, @ForAll @IntRange(min = 2, max = 20) int slower) {
        var controller = new BatchSizeController(config(1, 20_000, 2));
        new LinearStore(2000, 0.2, noise).writeFullBatches(controller, 800);

        new LinearStore(2000 / slower, 0.2, noise).writeFullBatches(controller, 200);

        assertThat(controller.size()).isCloseTo(2000 / slower, within25Percent(2000 / slower));
    }

    @Property
    void shouldKeepFourFifthsThroughAStallAndRecoverWithinFortyRounds(
            @ForAll Random noise,
            @ForAll @IntRange(min = 100, max = 900) int ideal,
            @ForAll @IntRange(min = 1, max = 16) int writers,
            @ForAll @LongRange(min = 1, max = 3600) long stallSeconds) {
        var store = new LinearStore(ideal, 0.2, noise);
        var controller = new BatchSizeController(config(64, 1000, writers));
        store.writeFullBatches(controller, 400 * writers);
        int before = controller.size();

        for (int i = 0; i < writers; i++) {
            controller.written(
                    controller.size(), Duration.ofSeconds(stallSeconds).toNanos());
        }
        int after = controller.size();
        store.writeFullBatches(controller, 40 * writers);

        assertThat(after).isGreaterThanOrEqualTo(Math.max(before * 4 / 5, 64));
        assertThat(controller.size()).isCloseTo(ideal, within25Percent(ideal));
    }

    @Property
    void shouldEndAtTheMostIfTheStoreIsFasterStill(
            @ForAll Random noise,
            @ForAll @IntRange(min = 1, max = 1000) int minSize,
            @ForAll @IntRange(min = 1000, max = 20_000) int maxSize,
            @ForAll @LongRange(max = 60_000_000) long nanosAtMost) {
        var controller = new BatchSizeController(config(minSize, maxSize, 2));

        for (int i = 0; i < 2000; i++) {
            controller.written(controller.size(), (long) (nanosAtMost * (0.7 + 0.6 * noise.nextDouble())));
        }

        assertThat(controller.size()).isEqualTo(maxSize);
    }

    @Property
    void shouldEndAtTheLeastIfTheStoreIsSlowerStill(@ForAll @LongRange(min = 150_000_000) long nanos) {
        var controller = new BatchSizeController(config(64, 1000, 2));
        new LinearStore(900, 0, new Random(1)).writeFullBatches(controller, 400);

        for (int i = 0; i < 400; i++) {
            controller.written(controller.size(), nanos);
        }

        assertThat(controller.size()).isEqualTo(64);
    }

    @Test
    void shouldGrowByAHundredthOfItsRangeAtMost() {
        var controller = new BatchSizeController(config(1, 1001, 1));

        for (int i = 0; i < 300; i++) {
            int before = controller.size();
            controller.written(before, 1);

            assertThat(controller.size()).isLessThanOrEqualTo(before + 10);
        }
    }

    @Test
    void shouldLearnNothingFromASmallWriteThatWasQuick() {
        var controller = new BatchSizeController(config(64, 1000, 2));

        for (int i = 0; i < 1000; i++) {
            controller.written(63, 1);
        }

        assertThat(controller.size()).isEqualTo(64);
    }

    @Test
    void shouldGiveWayWhenEvenASmallWriteTakesTooLong() {
        var controller = new BatchSizeController(config(64, 1000, 2));
        new LinearStore(900, 0, new Random(1)).writeFullBatches(controller, 400);

        for (int i = 0; i < 40; i++) {
            controller.written(10, 2 * TARGET.toNanos());
        }

        assertThat(controller.size()).isLessThan(500);
    }

    @Test
    void shouldWeighALargerWriteByItsRecords() {
        var store = new LinearStore(400, 0.1, new Random(1));
        var controller = new BatchSizeController(config(64, 1000, 2));

        for (int i = 0; i < 400; i++) {
            // As they come while all writers are busy.
            controller.written(1000, store.nanosFor(1000));
        }

        assertThat(controller.size()).isCloseTo(400, within25Percent(400));
    }

    /** A share of the size, and a record for where that rounds to nothing. */
    private static Offset<Integer> within25Percent(int size) {
        return within(size / 4 + 1);
    }

    /** Takes a fixed time and some more for each record, 30 % more or less; so that its ideal size takes the target. */
    private record LinearStore(int ideal, double fixedShare, Random noise) {

        long nanosFor(int records) {
            double fixed = TARGET.toNanos() * fixedShare;
            double each = (TARGET.toNanos() - fixed) / ideal;
            return (long) ((fixed + each * records) * (0.7 + 0.6 * noise.nextDouble()));
        }

        void writeFullBatches(BatchSizeController controller, int writes) {
            for (int i = 0; i < writes; i++) {
                controller.written(controller.size(), nanosFor(controller.size()));
            }
        }
    }
}
