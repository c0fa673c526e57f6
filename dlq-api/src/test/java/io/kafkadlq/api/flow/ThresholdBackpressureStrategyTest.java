package io.kafkadlq.api.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdBackpressureStrategyTest {

    private static final double OPEN = 1;
    private static final double SHUT = 0;

    private final BackpressureStrategy marks =
            new ThresholdBackpressureStrategy(0.9, 0.5, OptionalDouble.empty(), 0.95, OptionalDouble.empty());
    private final BackpressureStrategy strict =
            new ThresholdBackpressureStrategy(0.9, 0.5, OptionalDouble.of(0.8), 0.9, OptionalDouble.of(0.5));

    @ParameterizedTest
    @CsvSource({"0, 1", "899, 1", "900, 0", "1000, 0"})
    void shouldShutAtTheHighMark(long pending, double expected) {
        assertThat(marks.acceptance(OPEN, Loads.pending(pending))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1000, 0", "899, 0", "501, 0", "500, 1", "0, 1"})
    void shouldOpenAtTheLowMarkOnly(long pending, double expected) {
        assertThat(marks.acceptance(SHUT, Loads.pending(pending))).isEqualTo(expected);
    }

    @Test
    void shouldLookAtTheRingBehindTheDoorOfTheStore() {
        assertThat(marks.acceptance(OPEN, Loads.ring(Door.STORE, 0.95))).isEqualTo(SHUT);
        assertThat(marks.acceptance(OPEN, Loads.ring(Door.HANDLER, 0.95))).isEqualTo(OPEN);
    }

    @ParameterizedTest
    @CsvSource({
        // errors, CPU, heap
        "0.5, 0.8, 0.9, 1",
        "0.51, 0, 0, 0",
        "0, 0.81, 0, 0",
        "0, 0, 0.91, 0"
    })
    void shouldShutWhenWhatIsConfiguredIsExceeded(double errors, double cpu, double heap, double expected) {
        assertThat(strict.acceptance(OPEN, Loads.strained(100, errors, cpu, heap)))
                .isEqualTo(expected);
    }

    @Test
    void shouldNotLookAtErrorsAndCpuUnlessConfigured() {
        assertThat(marks.acceptance(OPEN, Loads.strained(100, 1, 1, 0.9))).isEqualTo(OPEN);
    }

    @Test
    void shouldOpenAgainOnlyWellBelowWhatItShutAt() {
        assertThat(strict.acceptance(SHUT, Loads.strained(100, 0.46, 0, 0))).isEqualTo(SHUT);
        assertThat(strict.acceptance(SHUT, Loads.strained(100, 0.45, 0.72, 0.81)))
                .isEqualTo(OPEN);
    }

    @Test
    void shouldNotStayShutForAMachineThatIsBusyWithSomethingElse() {
        assertThat(strict.acceptance(SHUT, Loads.strained(0, 1, 1, 1))).isEqualTo(OPEN);
    }

    @Test
    void shouldRefuseMarksThatAreNotTwo() {
        assertThatThrownBy(() -> new ThresholdBackpressureStrategy(
                        0.5, 0.5, OptionalDouble.empty(), 0.95, OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.5");
    }
}
