package io.kafkadlq.cdi.metrics;

import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.metrics.MetricKind;
import io.kafkadlq.api.metrics.MetricSample;
import io.kafkadlq.api.metrics.MetricSample.Reading;
import io.kafkadlq.api.metrics.MetricSample.Times;
import io.kafkadlq.api.spi.MetricsSink;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows counters as function counters and the rest as gauges, by their Prometheus names. A histogram is a function timer
 * without buckets, as Micrometer takes none from outside, and without {@code _seconds}, which its exporters append.
 */
final class MicrometerSink implements MetricsSink {

    private final MeterRegistry registry;
    // What is asked is kept here too: Micrometer holds it weakly.
    private final Map<Key, Shown> shown = new HashMap<>();

    private record Key(String family, Map<String, String> labels) {}

    private record Shown(Meter meter, Supplier<MetricSample> now) {}

    MicrometerSink(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void show(MetricFamily family, MetricSample sample, Supplier<MetricSample> now) {
        var tags = sample.labels().entrySet().stream()
                .map(label -> Tag.of(label.getKey(), label.getValue()))
                .toList();
        if (!registry.find(nameOf(family)).tags(tags).meters().isEmpty()) {
            // Registering would give us the other's, to be removed with ours.
            throw new IllegalStateException("Another application shows " + nameOf(family) + tags);
        }
        shown.put(new Key(family.name(), sample.labels()), new Shown(meter(family, tags, now), now));
    }

    private Meter meter(MetricFamily family, List<Tag> tags, Supplier<MetricSample> now) {
        return switch (family.kind()) {
            case COUNTER ->
                FunctionCounter.builder(family.name(), now, MicrometerSink::value)
                        .description(family.help())
                        .tags(tags)
                        .register(registry);
            case GAUGE, SUMMARY ->
                Gauge.builder(family.name(), now, MicrometerSink::value)
                        .description(family.help())
                        .tags(tags)
                        .register(registry);
            case HISTOGRAM ->
                FunctionTimer.builder(
                                nameOf(family), now, MicrometerSink::count, MicrometerSink::seconds, TimeUnit.SECONDS)
                        .description(family.help())
                        .tags(tags)
                        .register(registry);
        };
    }

    private static String nameOf(MetricFamily family) {
        return family.kind() == MetricKind.HISTOGRAM ? family.name().replaceFirst("_seconds$", "") : family.name();
    }

    private static double value(Supplier<MetricSample> now) {
        return now.get() instanceof Reading reading ? reading.value() : Double.NaN;
    }

    private static long count(Supplier<MetricSample> now) {
        return now.get() instanceof Times times ? times.count() : 0;
    }

    private static double seconds(Supplier<MetricSample> now) {
        return now.get() instanceof Times times ? times.seconds() : 0;
    }

    @Override
    public void hide(MetricFamily family, MetricSample sample) {
        Shown gone = shown.remove(new Key(family.name(), sample.labels()));
        if (gone != null) {
            registry.remove(gone.meter());
        }
    }
}
