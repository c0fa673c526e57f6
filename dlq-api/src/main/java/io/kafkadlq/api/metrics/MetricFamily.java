package io.kafkadlq.api.metrics;

import java.util.List;
import java.util.stream.Stream;

/**
 * Samples of one kind and name. There is one family of each name, and it is there even while it has no sample.
 *
 * @param name in Prometheus' form; a unit and the {@code _total} of a counter are part of it
 * @param unit {@code seconds}, {@code bytes}, {@code ratio}, or empty for what is counted
 * @param help what it measures, in a line
 * @param labels what tells its samples apart, in order; all samples have these and no others
 */
public record MetricFamily(
        String name, MetricKind kind, String unit, String help, List<String> labels, List<MetricSample> samples) {

    public MetricFamily {
        labels = List.copyOf(labels);
        samples = List.copyOf(samples);
    }

    /** The samples as single numbers: one each, but for those of a histogram. */
    public Stream<MetricSeries> series() {
        return samples.stream().flatMap(sample -> sample.series(name));
    }
}
