package io.kafkadlq.api.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** One step at a time; where many steps lead is what {@code AcceptanceStabilityTest} looks at, with a gate. */
class AdaptiveBackpressureStrategyTest {

    private static final Duration TARGET = Duration.ofSeconds(1);
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Offset<Double> EXACTLY = Offset.offset(1e-9);

    private final BackpressureStrategy strategy =
            new AdaptiveBackpressureStrategy(TARGET, 0.5, OptionalDouble.of(0.8), 0.9);

    private static LoadMetrics late(double seconds) {
        return Loads.timed(Duration.ofMillis((long) (seconds * 1000)), SHORT, 100, 100);
    }

    @Property
    void shouldStayBetweenATenthAndOne(
            @ForAll @DoubleRange(max = 1) double present,
            @ForAll @LongRange(max = 1_000_000_000_000L) long processing,
            @ForAll @LongRange(max = 1_000_000_000_000L) long handler,
            @ForAll @DoubleRange(max = 1) double errors) {
        var timed = Loads.timed(Duration.ofNanos(processing), Duration.ofNanos(handler), 100, 100);
        var failing = Loads.strained(100, errors, 0, 0);

        assertThat(strategy.acceptance(present, timed)).isBetween(0.1, 1.0);
        assertThat(strategy.acceptance(present, failing)).isBetween(0.1, 1.0);
    }

    @Property
    void shouldNeverTakeAStepOfMoreThanATenth(
            @ForAll @DoubleRange(min = 0.1, max = 1) double present, @ForAll @DoubleRange(max = 1000) double seconds) {
        double next = strategy.acceptance(present, late(seconds));

        assertThat(next).isBetween(present * 0.9 - 1e-9, present + 0.02 + 1e-9);
    }

    @Test
    void shouldGiveWayByAsMuchAsItIsLate() {
        assertThat(strategy.acceptance(0.8, late(1.05))).isCloseTo(0.8 / 1.05, EXACTLY);
        assertThat(strategy.acceptance(0.8, late(30))).isCloseTo(0.72, EXACTLY);
    }

    @Test
    void shouldTakeSmallStepsBackWhileInTime() {
        assertThat(strategy.acceptance(0.5, late(1))).isCloseTo(0.52, EXACTLY);
        assertThat(strategy.acceptance(0.99, late(0))).isEqualTo(1);
    }

    @Test
    void shouldWaitWhileALongQueueGetsShorter() {
        LoadMetrics draining = Loads.timed(Duration.ofSeconds(5), SHORT, 90, 100);

        assertThat(strategy.acceptance(0.5, draining)).isEqualTo(0.5);
    }

    @Test
    void shouldNotTakeASlowHandlerForAnOverloadedOne() {
        Duration slow = Duration.ofSeconds(20);

        assertThat(strategy.acceptance(0.5, Loads.timed(slow.multipliedBy(2), slow, 100, 100)))
                .isCloseTo(0.52, EXACTLY);
        assertThat(strategy.acceptance(0.5, Loads.timed(slow.multipliedBy(3), slow, 100, 100)))
                .isLessThan(0.5);
    }

    @Test
    void shouldGiveWayToErrorsCpuAndHeapEvenWhileTheQueueGetsShorter() {
        assertThat(strategy.acceptance(0.5, Loads.strained(100, 0.6, 0, 0))).isLessThan(0.5);
        assertThat(strategy.acceptance(0.5, Loads.strained(100, 0, 0.9, 0))).isLessThan(0.5);
        assertThat(strategy.acceptance(0.5, Loads.strained(100, 0, 0, 0.95))).isLessThan(0.5);
        assertThat(strategy.acceptance(0.5, Loads.strained(100, 0.5, 0.8, 0.9))).isGreaterThan(0.5);
    }
}
