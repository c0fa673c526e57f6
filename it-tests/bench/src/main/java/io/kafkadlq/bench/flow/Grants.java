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

    double perSecond(long fromNanos, long toNanos) {
        return (before(toNanos) - before(fromNanos)) * 1e9 / (toNanos - fromNanos);
    }

    /**
     * How long after the start a window begins for the first time in which permits come at the rate.
     *
     * @param tolerance as a share of the rate
     * @return nanoseconds; empty if there was none until the last permit
     */
    OptionalLong untilRate(long startNanos, long windowNanos, double rate, double tolerance) {
        long last = nanos.length == 0 ? startNanos : nanos[nanos.length - 1];
        // What a window holds changes where a permit enters or leaves it: between those moments nothing is to be seen.
        long step = windowNanos / 50;
        for (long from = startNanos; from + windowNanos <= last; from += step) {
            if (Math.abs(perSecond(from, from + windowNanos) / rate - 1) <= tolerance) {
                return OptionalLong.of(from - startNanos);
            }
        }
        return OptionalLong.empty();
    }

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
