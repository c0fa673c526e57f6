package io.kafkadlq.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

    private static final double NOTHING = Double.NaN;

    private final Samples samples =
            new Samples(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0), List.of(1.0, 3.0, 5.0, NOTHING, NOTHING, NOTHING));

    @Test
    void shouldTakeTheMeanOfNeighbours() {
        assertThat(samples.means(3)).isEqualTo(new Samples(List.of(0.0, 2.0, 4.0), List.of(2.0, 5.0, NOTHING)));
    }

    @Test
    void shouldTakeThePeakOfNeighbours() {
        assertThat(samples.peaks(3).values()).containsExactly(3.0, 5.0, NOTHING);
    }

    @Test
    void shouldLeaveOutWhatCameLater() {
        assertThat(samples.until(2)).isEqualTo(new Samples(List.of(0.0, 1.0, 2.0), List.of(1.0, 3.0, 5.0)));
        assertThat(samples.until(2).highest()).isEqualTo(5);
    }

    @Test
    void shouldLeaveFewSamplesAsTheyAre() {
        assertThat(samples.means(6)).isEqualTo(samples);
    }

    @Test
    void shouldRefuseValuesWithoutTimes() {
        assertThatThrownBy(() -> new Samples(List.of(1.0), List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
