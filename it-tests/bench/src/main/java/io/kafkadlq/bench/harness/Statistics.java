package io.kafkadlq.bench.harness;

import java.util.Arrays;
import java.util.List;

/** What a few runs say about one figure. */
public record Statistics(double median, double min, double max, int runs) {

    /** @throws IllegalArgumentException if there is no value to speak of */
    public static Statistics of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("No runs, no statistics");
        }
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Statistics(median(sorted), sorted[0], sorted[sorted.length - 1], sorted.length);
    }

    /** The median of the quotients of runs made side by side, not the quotient of the medians: load that hits both cancels out. */
    public static double medianRatio(List<Double> values, List<Double> limits) {
        if (values.size() != limits.size() || values.isEmpty()) {
            throw new IllegalArgumentException(values.size() + " runs against " + limits.size());
        }
        var quotients = new double[values.size()];
        Arrays.setAll(quotients, i -> values.get(i) / limits.get(i));
        Arrays.sort(quotients);
        return median(quotients);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
