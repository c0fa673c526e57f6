package io.kafkadlq.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void shouldEndAtARoundNumberThatHoldsTheHighestValue() {
        var axis = Axis.linear(47_300);

        assertThat(labels(axis)).containsExactly("0", "20,000", "40,000", "60,000");
        assertThat(axis.height(30_000)).isEqualTo(0.5);
    }

    @Test
    void shouldLabelSharesShortly() {
        assertThat(labels(Axis.linear(1))).containsExactly("0", "0.25", "0.5", "0.75", "1");
    }

    @Test
    void shouldGiveEachPowerOfTenTheSameHeight() {
        var axis = Axis.logarithmic(1, 2_500);

        assertThat(labels(axis)).containsExactly("1", "10", "100", "1,000", "10,000");
        assertThat(axis.height(100)).isEqualTo(0.5);
    }

    @Test
    void shouldKeepWhatLiesOutsideAtTheEnds() {
        assertThat(Axis.linear(10).height(-1)).isZero();
        assertThat(Axis.linear(10).height(1_000)).isEqualTo(1);
        assertThat(Axis.logarithmic(1, 10).height(0)).isZero();
    }

    @Test
    void shouldHaveAnAxisEvenIfNothingHappened() {
        assertThat(Axis.linear(0).ticks()).isEqualTo(Axis.linear(1).ticks());
        assertThat(Axis.linear(0).height(0)).isZero();
        assertThat(Axis.logarithmic(1, 1).height(1)).isZero();
    }

    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::label).toList();
    }
}
