package io.kafkadlq.bench.chart;

import java.util.List;
import java.util.function.Function;

/** Curves that share a unit. */
public final class Panel {

    private final String title;
    private final List<Curve> curves;
    private final Function<List<Curve>, Axis> scale;

    private Panel(String title, List<Curve> curves, Function<List<Curve>, Axis> scale) {
        this.title = title;
        this.curves = List.copyOf(curves);
        this.scale = scale;
    }

    /** From zero to what is needed. */
    public static Panel linear(String title, List<Curve> curves) {
        return new Panel(title, curves, shown -> Axis.linear(highest(shown)));
    }

    /** Shares, from 0 to 1 whatever they reach. */
    public static Panel shares(String title, List<Curve> curves) {
        return new Panel(title, curves, shown -> Axis.linear(1));
    }

    /** From the given value on, each line ten times the one below. */
    public static Panel logarithmic(String title, double lowest, List<Curve> curves) {
        return new Panel(title, curves, shown -> Axis.logarithmic(lowest, Math.max(lowest, highest(shown))));
    }

    /** States: 0 is the first name, drawn lowest. */
    public static Panel states(String title, List<String> names, List<Curve> curves) {
        var axis = Axis.named(names);
        return new Panel(title, curves, shown -> axis);
    }

    String title() {
        return title;
    }

    List<Curve> curves() {
        return curves;
    }

    Axis axis() {
        return scale.apply(curves);
    }

    private static double highest(List<Curve> curves) {
        return curves.stream()
                .mapToDouble(curve -> curve.samples().highest())
                .max()
                .orElse(0);
    }
}
