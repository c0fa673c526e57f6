package io.kafkadlq.api.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What was measured of one thing, such as a channel, at one moment. */
public sealed interface MetricSample {

    /** What it was measured of, in the order of the family's labels. */
    Map<String, String> labels();

    /** The same as single numbers, for a family of this name. */
    Stream<MetricSeries> series(String family);

    /** One number. */
    record Reading(Map<String, String> labels, double value) implements MetricSample {

        public Reading {
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        }

        @Override
        public Stream<MetricSeries> series(String family) {
            return Stream.of(new MetricSeries(family, labels, value));
        }
    }

    /**
     * Many times.
     *
     * @param count how many
     * @param seconds all of them together
     * @param buckets the shortest first; what was longer than the last one's bound is in {@code count} only
     */
    record Times(Map<String, String> labels, long count, double seconds, List<Bucket> buckets) implements MetricSample {

        public Times {
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
            buckets = List.copyOf(buckets);
        }

        @Override
        public Stream<MetricSeries> series(String family) {
            Stream<MetricSeries> bounded =
                    buckets.stream().map(bucket -> bucket(family, text(bucket.seconds()), bucket.count()));
            return Stream.concat(
                    bounded,
                    Stream.of(
                            bucket(family, "+Inf", count),
                            new MetricSeries(family + "_sum", labels, seconds),
                            new MetricSeries(family + "_count", labels, count)));
        }

        private MetricSeries bucket(String family, String bound, long atMost) {
            var bucketLabels = new LinkedHashMap<>(labels);
            bucketLabels.put("le", bound);
            return new MetricSeries(family + "_bucket", bucketLabels, atMost);
        }

        private static String text(double bound) {
            return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
        }
    }

    /**
     * How many took so long at the most.
     *
     * @param seconds the bound, which belongs to it
     * @param count of all that were not longer, those in shorter buckets too
     */
    record Bucket(double seconds, long count) {}
}
