package io.kafkadlq.bench.flow;

import java.util.Arrays;
import java.util.OptionalLong;

/** The moments at which a limiter has given a permit, all askers together, ascending. */
final class Grants {

    private final long[] nanos;

    Grants(long[] nanos) {
        this.nanos = nanos.clone();
        Arrays.sort(this.nanos);
    }

    /**
     * The mean rate from the first permit after the one moment to the first after the other: a limiter that gives permits
     * in bursts is looked at for a whole number of them.
     *
     * @return 0 if there are no two such permits
     */
    double meanPerSecond(long fromNanos, long toNanos) {
        int first = before(fromNanos);
        int last = before(toNanos);
        return last == nanos.length || first == last ? 0 : (last - first) * 1e9 / (nanos[last] - nanos[first]);
    }

    /**
     * How long after the start a window begins for the first time in which permits come at the rate.
     *
     * @param span where windows begin and end
     * @param tolerance as a share of the rate
     * @return nanoseconds; empty if there was none
     */
    OptionalLong untilRate(Span span, long windowNanos, double rate, double tolerance) {
        // What a window holds changes where a permit enters or leaves it: steps of a fiftieth are fine enough.
        long step = windowNanos / 50;
        for (long from = span.startNanos(); from + windowNanos <= span.endNanos(); from += step) {
            double seen = (before(from + windowNanos) - before(from)) * 1e9 / windowNanos;
            if (Math.abs(seen / rate - 1) <= tolerance) {
                return OptionalLong.of(from - span.startNanos());
            }
        }
        return OptionalLong.empty();
    }

    /** From one moment to another. */
    record Span(long startNanos, long endNanos) {}

    private int before(long moment) {
        int low = 0;
        int high = nanos.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nanos[middle] < moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
