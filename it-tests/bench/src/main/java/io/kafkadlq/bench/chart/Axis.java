package io.kafkadlq.bench.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** From values to heights, and the values that are written beside it. */
final class Axis {

    private static final int WANTED_TICKS = 4;

    private final double low;
    private final double high;
    private final boolean logarithmic;
    private final List<Tick> ticks;

    /** A value that has a line of its own. */
    record Tick(double value, String label) {}

    private Axis(double low, double high, boolean logarithmic, List<Tick> ticks) {
        this.low = low;
        this.high = high;
        this.logarithmic = logarithmic;
        this.ticks = ticks;
    }

    /** From zero to a round number that holds the highest value. */
    static Axis linear(double highest) {
        if (highest <= 0) {
            return linear(1);
        }
        double step = roundStep(highest / WANTED_TICKS);
        int steps = (int) Math.max(1, Math.ceil(highest / step - 1e-9));
        return new Axis(
                0, steps * step, false, ticks(IntStream.rangeClosed(0, steps).mapToDouble(number -> number * step)));
    }

    /** From the power of ten below the lowest value to the one above the highest. */
    static Axis logarithmic(double lowest, double highest) {
        int from = (int) Math.floor(Math.log10(lowest) + 1e-9);
        int to = Math.max(from + 1, (int) Math.ceil(Math.log10(highest) - 1e-9));
        return new Axis(
                Math.pow(10, from),
                Math.pow(10, to),
                true,
                ticks(IntStream.rangeClosed(from, to).mapToDouble(power -> Math.pow(10, power))));
    }

    /** A height of its own for each name, the first below. */
    static Axis named(List<String> names) {
        var ticks = new ArrayList<Tick>();
        for (int number = 0; number < names.size(); number++) {
            ticks.add(new Tick(number, names.get(number)));
        }
        return new Axis(-0.2, names.size() - 0.8, false, ticks);
    }

    List<Tick> ticks() {
        return ticks;
    }

    /** Where a value is, 0 at the foot and 1 at the head; what lies outside is at the nearest end. */
    double height(double value) {
        double share = logarithmic
                ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
                : (value - low) / (high - low);
        return Math.min(1, Math.max(0, share));
    }

    /** 1, 2, 2.5 or 5 times a power of ten. */
    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        return DoubleStream.of(1, 2, 2.5, 5, 10)
                .map(factor -> factor * power)
                .filter(step -> step >= least * (1 - 1e-9))
                .findFirst()
                .orElse(10 * power);
    }

    private static List<Tick> ticks(DoubleStream values) {
        return values.mapToObj(value -> new Tick(value, label(value))).toList();
    }

    static String label(double value) {
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, "%.3f", value).replaceAll("0+$", "");
    }
}
