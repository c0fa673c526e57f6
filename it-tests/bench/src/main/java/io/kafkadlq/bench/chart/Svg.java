package io.kafkadlq.bench.chart;

import java.util.Locale;

/**
 * Draws a chart as SVG: no scripts, no fonts of its own, a white ground under everything so that it reads in dark pages as
 * well, and few enough points for a page to carry it. Not shared between threads.
 */
final class Svg {

    private static final int WIDTH = 880;
    private static final int LEFT = 74;
    private static final int RIGHT = 20;
    private static final int PLOT_WIDTH = WIDTH - LEFT - RIGHT;
    private static final int HEAD = 76;
    private static final int PANEL_HEAD = 24;
    private static final int PLOT_HEIGHT = 112;
    private static final int PANEL_GAP = 12;
    private static final int FOOT = 40;

    /** More could not be told apart on that width. */
    private static final int MOST_POINTS = 360;

    /** Roughly, in a sans-serif of 12 pixels: legends are set from right to left by it. */
    private static final double LETTER_WIDTH = 6.8;

    private static final int LEGEND_LINE = 18;

    private final Chart chart;
    private final StringBuilder out = new StringBuilder();
    private final int height;

    Svg(Chart chart) {
        this.chart = chart;
        this.height = HEAD + chart.panels().size() * (PANEL_HEAD + PLOT_HEIGHT + PANEL_GAP) + FOOT;
    }

    String draw() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                        + " font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', Arial, sans-serif\" font-size=\"12\""
                        + " fill=\"#333\">",
                WIDTH, height, WIDTH, height);
        add("<title>%s</title>", escaped(chart.title()));
        add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, height);
        text(LEFT, 26, "font-size=\"17\" font-weight=\"600\" fill=\"#111\"", chart.title());
        text(LEFT, 45, "fill=\"#555\"", chart.subtitle());
        chart.phases().forEach(this::shade);
        int top = HEAD;
        for (Panel panel : chart.panels()) {
            draw(panel, top);
            top += PANEL_HEAD + PLOT_HEIGHT + PANEL_GAP;
        }
        drawTime(top - PANEL_GAP);
        add("</svg>");
        return out.toString();
    }

    /** From the first plot to the last, with its name above. */
    private void shade(Phase phase) {
        double from = x(phase.from());
        double to = x(phase.to());
        int top = HEAD - 14;
        add(
                "<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" fill=\"#f6e3d3\"/>",
                shortly(from), top, shortly(to - from), height - FOOT - top);
        text((from + to) / 2, top + 11, "text-anchor=\"middle\" fill=\"#8a3c00\"", phase.label());
    }

    private void draw(Panel panel, int top) {
        int plotTop = top + PANEL_HEAD;
        text(LEFT, plotTop - 7, "font-weight=\"600\"", panel.title());
        drawLegend(panel, plotTop - 7);
        Axis axis = panel.axis();
        for (Axis.Tick tick : axis.ticks()) {
            double y = y(axis, tick.value(), plotTop);
            line(LEFT, y, WIDTH - RIGHT, y, "#e2e2e2");
            text(LEFT - 8, y + 4, "text-anchor=\"end\"", tick.label());
        }
        for (Curve curve : panel.curves()) {
            add(
                    "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\" stroke-linejoin=\"round\"%s/>",
                    path(curve, axis, plotTop), curve.hue().css(), dashes(curve));
        }
    }

    /** The last name ends where the plot does. */
    private void drawLegend(Panel panel, int baseline) {
        double right = WIDTH - RIGHT;
        for (int number = panel.curves().size() - 1; number >= 0; number--) {
            Curve curve = panel.curves().get(number);
            double left = right - curve.name().length() * LETTER_WIDTH;
            text(left, baseline, "", curve.name());
            add(
                    "<path d=\"M%s %dh%d\" stroke=\"%s\" stroke-width=\"2.4\"%s/>",
                    shortly(left - LEGEND_LINE - 5),
                    baseline - 4,
                    LEGEND_LINE,
                    curve.hue().css(),
                    dashes(curve));
            right = left - LEGEND_LINE - 22;
        }
    }

    private static String dashes(Curve curve) {
        return curve.stroke() == Curve.Stroke.DASHED ? " stroke-dasharray=\"5 3\"" : "";
    }

    private void drawTime(int foot) {
        for (Axis.Tick tick : Axis.linear(chart.seconds()).ticks()) {
            if (tick.value() <= chart.seconds()) {
                double x = x(tick.value());
                line(x, foot, x, foot + 4, "#555");
                text(x, foot + 17, "text-anchor=\"middle\"", tick.label());
            }
        }
        line(LEFT, foot, WIDTH - RIGHT, foot, "#555");
        text(LEFT + PLOT_WIDTH / 2.0, foot + 33, "text-anchor=\"middle\" fill=\"#555\"", "seconds");
    }

    /** A value that is not there interrupts the line; what came after the chart's end is left out. */
    private String path(Curve curve, Axis axis, int plotTop) {
        Samples samples = curve.samples().until(chart.seconds()).means(MOST_POINTS);
        var path = new SvgPath(curve.stroke() == Curve.Stroke.STEPS);
        for (int i = 0; i < samples.values().size(); i++) {
            double value = samples.values().get(i);
            if (Double.isFinite(value)) {
                path.goTo(x(samples.seconds().get(i)), y(axis, value, plotTop));
            } else {
                path.interrupt();
            }
        }
        return path.toString();
    }

    private double x(double seconds) {
        return LEFT + PLOT_WIDTH * seconds / chart.seconds();
    }

    private static double y(Axis axis, double value, int plotTop) {
        return plotTop + PLOT_HEIGHT * (1 - axis.height(value));
    }

    private void line(double x1, double y1, double x2, double y2, String colour) {
        add("<path d=\"M%s %sL%s %s\" stroke=\"%s\"/>", shortly(x1), shortly(y1), shortly(x2), shortly(y2), colour);
    }

    private void text(double x, double y, String attributes, String content) {
        add("<text x=\"%s\" y=\"%s\" %s>%s</text>", shortly(x), shortly(y), attributes, escaped(content));
    }

    private void add(String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A tenth of a pixel is enough. */
    static String shortly(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceAll("\\.0$", "");
    }
}
