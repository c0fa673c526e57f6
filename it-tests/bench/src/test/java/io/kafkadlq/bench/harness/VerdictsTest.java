package io.kafkadlq.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static final List<Result> RESULTS = List.of(
            result("limit", Unit.WAIT_P99, 500.0, 700.0, 900.0),
            result("ours", Unit.RATE, 30.0, 10.0, 40.0),
            result("peer", Unit.RATE, 10.0, 5.0, 10.0),
            result("ours", Unit.WAIT_P99, 800.0, 900.0, 1_000.0));

    @Test
    void dividesRunByRun() {
        var aim = Aim.ratio("scene", "ours", "peer", Unit.RATE, 3, 2);

        assertThat(Verdicts.reached(RESULTS, aim)).hasValue(3);
        assertThat(Verdicts.of(RESULTS, List.of(aim))).contains("ours / peer", "3.00", "wanted 3, floor 2: excellent");
    }

    @Test
    void tellsExcellentFromGoodEnoughAndFromTooLittle() {
        assertThat(verdict(Aim.ratio("scene", "ours", "peer", Unit.RATE, 4, 2))).contains("above the floor");
        assertThat(verdict(Aim.ratio("scene", "ours", "peer", Unit.RATE, 5, 4))).contains("BELOW THE FLOOR");
    }

    @Test
    void takesTheSmallerForTheBetterWhereItIs() {
        assertThat(verdict(Aim.figure("scene", "ours", Unit.WAIT_P99, 1_000, 2_000)))
                .contains("excellent");
        assertThat(verdict(Aim.figure("scene", "ours", Unit.WAIT_P99, 100, 200)))
                .contains("BELOW THE FLOOR");
    }

    @Test
    void showsTheLimitBesideAFigure() {
        assertThat(verdict(Aim.figure("scene", "ours", Unit.WAIT_P99, 100, 200)))
                .contains("(limit: 700.00)");
    }

    @Test
    void saysNothingOfWhatWasNotMeasured() {
        assertThat(verdict(Aim.ratio("scene", "ours", "absent", Unit.RATE, 3, 2)))
                .isEmpty();
        assertThat(verdict(Aim.figure("another", "ours", Unit.RATE, 3, 2))).isEmpty();
    }

    private static String verdict(Aim aim) {
        return Verdicts.of(RESULTS, List.of(aim));
    }

    private static Result result(String system, Unit unit, Double... values) {
        return new Result("scene", system, unit, List.of(values), "limit", OptionalDouble.empty(), Defects.of(0, 0));
    }
}
