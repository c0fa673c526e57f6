package io.kafkadlq.bench.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One quantity over time.
 *
 * @param seconds when it was looked at, ascending
 * @param values what was seen; NaN where there was nothing to see
 */
public record Samples(List<Double> seconds, List<Double> values) {

    /** @throws IllegalArgumentException if there are not as many values as times */
    public Samples {
        if (seconds.size() != values.size()) {
            throw new IllegalArgumentException(seconds.size() + " times, " + values.size() + " values");
        }
        seconds = List.copyOf(seconds);
        values = List.copyOf(values);
    }

    /** Without what came later. */
    public Samples until(double second) {
        int size = (int) seconds.stream().filter(seen -> seen <= second).count();
        return new Samples(seconds.subList(0, size), values.subList(0, size));
    }

    /** The same course in so many samples at most, each the mean of neighbours. */
    Samples means(int most) {
        return reduced(most, group -> group.stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN));
    }

    /** The same course in so many samples at most, each the highest of neighbours: what is to stay below a bound. */
    public Samples peaks(int most) {
        return reduced(
                most,
                group -> group.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN));
    }

    double highest() {
        return values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    /** A gap stays a gap only if nothing was seen in the whole group. */
    private Samples reduced(int most, ToDoubleFunction<List<Double>> summary) {
        int size = Math.max(1, (values.size() + most - 1) / most);
        var fewerSeconds = new ArrayList<Double>();
        var fewerValues = new ArrayList<Double>();
        for (int from = 0; from < values.size(); from += size) {
            int to = Math.min(values.size(), from + size);
            fewerSeconds.add(seconds.get((from + to - 1) / 2));
            fewerValues.add(summary.applyAsDouble(
                    values.subList(from, to).stream().filter(Double::isFinite).toList()));
        }
        return new Samples(fewerSeconds, fewerValues);
    }
}
