package io.kafkadlq.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void takesTheMiddleOfAnOddNumberOfRuns() {
        assertThat(Statistics.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Statistics(4, 1, 9, 3));
    }

    @Test
    void takesTheMeanOfTheMiddleTwoOfAnEvenNumber() {
        assertThat(Statistics.of(List.of(8.0, 1.0, 2.0, 4.0))).isEqualTo(new Statistics(3, 1, 8, 4));
    }

    @Test
    void refusesToSpeakOfNoRuns() {
        assertThatThrownBy(() -> Statistics.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dividesRunByRunSoThatLoadOnBothCancelsOut() {
        var ours = List.of(50.0, 5.0, 40.0);
        var limit = List.of(100.0, 10.0, 50.0);

        double ratio = Statistics.medianRatio(ours, limit);

        assertThat(ratio).isEqualTo(0.5);
    }

    @Test
    void refusesToCompareUnequalNumbersOfRuns() {
        assertThatThrownBy(() -> Statistics.medianRatio(List.of(1.0), List.of(1.0, 2.0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
