package io.kafkadlq.bench.chart;

/**
 * The data of an SVG path, in tenths of a pixel. Each point is written as its distance from the one before: half as long.
 * Not shared between threads.
 */
final class SvgPath {

    private final boolean inSteps;
    private final StringBuilder out = new StringBuilder();
    private long lastX;
    private long lastY;
    private boolean isDrawing;

    SvgPath(boolean inSteps) {
        this.inSteps = inSteps;
    }

    void goTo(double pointX, double pointY) {
        long x = Math.round(pointX * 10);
        long y = Math.round(pointY * 10);
        if (!isDrawing) {
            out.append('M').append(pixels(x)).append(' ').append(pixels(y));
        } else if (inSteps) {
            out.append('h').append(pixels(x - lastX)).append('v').append(pixels(y - lastY));
        } else {
            out.append('l').append(pixels(x - lastX)).append(' ').append(pixels(y - lastY));
        }
        lastX = x;
        lastY = y;
        isDrawing = true;
    }

    /** The next point begins a line of its own. */
    void interrupt() {
        isDrawing = false;
    }

    private static String pixels(long tenths) {
        return Svg.shortly(tenths / 10.0);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
