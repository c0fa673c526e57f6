package io.kafkadlq.bench.flow;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How long records took since they were due, look by look.
 *
 * <p>Threading: any thread {@linkplain #since records}; the rest belongs to the sampler.
 */
final class Waits {

    private static final long LONGEST_NANOS = 600_000_000_000L;

    private final Recorder recorder = new Recorder(LONGEST_NANOS, 3);
    private Histogram latest = recorder.getIntervalHistogram();

    void since(long dueNanos) {
        recorder.recordValue(Math.min(Math.max(System.nanoTime() - dueNanos, 0), LONGEST_NANOS));
    }

    /** From now on the percentiles are those of what came since the last turn. */
    void turn() {
        latest = recorder.getIntervalHistogram(latest);
    }

    /** In milliseconds; NaN if nothing came. */
    double millis(double percentile) {
        return latest.getTotalCount() == 0 ? Double.NaN : latest.getValueAtPercentile(percentile) / 1e6;
    }
}
