package io.kafkadlq.api.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A number with the name and labels that it has in Prometheus.
 *
 * @param name its family's, in histograms with {@code _bucket}, {@code _sum} or {@code _count} behind it
 * @param labels in order
 */
public record MetricSeries(String name, Map<String, String> labels, double value) {

    public MetricSeries {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
