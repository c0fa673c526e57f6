package io.kafkadlq.core.metrics;

import io.kafkadlq.api.metrics.MetricSample.Bucket;
import io.kafkadlq.api.metrics.MetricSample.Times;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.DoubleStream;
import org.HdrHistogram.ConcurrentHistogram;

/** How long something took, each time since the start. Wait-free to record; thread-safe. */
final class Timing {

    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final double[] BOUNDS_SECONDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };

    private final ConcurrentHistogram histogram = new ConcurrentHistogram(LONGEST_NANOS, 2);
    private final LongAdder nanos = new LongAdder();

    /** Once more; what is longer than an hour counts as one. */
    void record(long tookNanos) {
        long bounded = Math.min(Math.max(tookNanos, 0), LONGEST_NANOS);
        histogram.recordValue(bounded);
        nanos.add(bounded);
    }

    /** How often. */
    long count() {
        return histogram.getTotalCount();
    }

    /** All times together. */
    long nanos() {
        return nanos.sum();
    }

    Duration percentile(double percentile) {
        return Duration.ofNanos(histogram.getValueAtPercentile(percentile));
    }

    /** All of it, told apart by these labels. A time that is within a hundredth of a bound may count on either side. */
    Times times(Map<String, String> labels) {
        List<Bucket> buckets = DoubleStream.of(BOUNDS_SECONDS)
                .mapToObj(bound -> new Bucket(bound, histogram.getCountBetweenValues(0, (long) (bound * 1e9))))
                .toList();
        // What is being recorded is in its bucket before it is in the count: no bucket may be fuller than the whole.
        long fullest = buckets.get(buckets.size() - 1).count();
        return new Times(labels, Math.max(count(), fullest), nanos() / 1e9, buckets);
    }
}
