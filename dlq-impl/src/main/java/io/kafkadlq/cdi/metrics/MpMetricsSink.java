package io.kafkadlq.cdi.metrics;

import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.metrics.MetricSample;
import io.kafkadlq.api.metrics.MetricSeries;
import io.kafkadlq.api.spi.MetricsSink;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Shows each number as a gauge of its Prometheus name. MicroProfile has no counter that asks for its value, and no histogram
 * that takes buckets; as gauges they are named as everywhere, and are as fresh as the question.
 */
final class MpMetricsSink implements MetricsSink {

    private final MetricRegistry registry;
    private final Set<MetricID> own = new HashSet<>();

    MpMetricsSink(MetricRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void show(MetricFamily family, MetricSample sample, Supplier<MetricSample> now) {
        List<MetricSeries> series = sample.series(family.name()).toList();
        for (int i = 0; i < series.size(); i++) {
            // Without a unit: the name has it, and an exporter would append it once more.
            var metadata = Metadata.builder()
                    .withName(series.get(i).name())
                    .withDescription(family.help())
                    .withUnit(MetricUnits.NONE)
                    .build();
            int place = i;
            var id = new MetricID(metadata.getName(), tags(series.get(i)));
            if (registry.getMetric(id) != null) {
                throw new IllegalStateException("Another application shows " + id);
            }
            registry.gauge(metadata, () -> value(now.get(), family, place), id.getTagsAsArray());
            own.add(id);
        }
    }

    private static double value(MetricSample sample, MetricFamily family, int place) {
        return sample.series(family.name()).toList().get(place).value();
    }

    @Override
    public void hide(MetricFamily family, MetricSample sample) {
        // Never those of another application, which may have the same names.
        sample.series(family.name())
                .map(series -> new MetricID(series.name(), tags(series)))
                .filter(own::remove)
                .forEach(registry::remove);
    }

    private static Tag[] tags(MetricSeries series) {
        return series.labels().entrySet().stream()
                .map(label -> new Tag(label.getKey(), label.getValue()))
                .toArray(Tag[]::new);
    }
}
