package io.kafkadlq.bench.harness;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One figure of one contender in one scene, over all counted runs.
 *
 * @param values run by run, in the order of the rounds
 * @param limit the contender it is compared with, or empty
 * @param ratioToLimit the median of the ratios run by run
 * @param defects summed over the counted runs
 */
public record Result(
        String scene,
        String system,
        Unit unit,
        List<Double> values,
        String limit,
        OptionalDouble ratioToLimit,
        Defects defects) {

    public Result {
        values = List.copyOf(values);
    }

    public Statistics statistics() {
        return Statistics.of(values);
    }
}
