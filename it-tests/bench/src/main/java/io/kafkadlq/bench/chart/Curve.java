package io.kafkadlq.bench.chart;

/** One line of a panel, as the legend names it. */
public record Curve(String name, Hue hue, Stroke stroke, Samples samples) {

    /** How it is drawn. */
    public enum Stroke {
        SOLID,
        DASHED,
        /** Each value stands until the next, as states do. */
        STEPS
    }

    public static Curve solid(String name, Hue hue, Samples samples) {
        return new Curve(name, hue, Stroke.SOLID, samples);
    }

    public static Curve dashed(String name, Hue hue, Samples samples) {
        return new Curve(name, hue, Stroke.DASHED, samples);
    }

    public static Curve steps(String name, Hue hue, Samples samples) {
        return new Curve(name, hue, Stroke.STEPS, samples);
    }
}
