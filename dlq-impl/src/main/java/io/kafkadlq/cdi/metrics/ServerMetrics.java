package io.kafkadlq.cdi.metrics;

import io.kafkadlq.api.spi.MetricsSink;
import io.kafkadlq.cdi.optional.OptionalApi;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;

/**
 * Which registries the server has. One without MicroProfile Metrics or Micrometer lacks even the classes of their APIs, so
 * this class names none of them, nor may it be merged with one that does: Java would not load it.
 */
public final class ServerMetrics {

    private static final String MICROPROFILE = "org.eclipse.microprofile.metrics.MetricRegistry";
    private static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";

    private ServerMetrics() {}

    /** Those that the server has; none where it has neither. */
    public static List<MetricsSink> sinks(Instance<Object> beans) {
        var sinks = new ArrayList<MetricsSink>();
        if (OptionalApi.isThere(MICROPROFILE)) {
            sinks.addAll(MicroProfile.sinks(beans));
        }
        if (OptionalApi.isThere(MICROMETER)) {
            sinks.addAll(Micrometer.sinks(beans));
        }
        return sinks;
    }

    /** Loaded only where the API is there. */
    private static final class MicroProfile {

        private static List<MetricsSink> sinks(Instance<Object> beans) {
            return beans.select(MpMetrics.class).stream()
                    .flatMap(bean -> bean.sink().stream())
                    .toList();
        }
    }

    /** Likewise. */
    private static final class Micrometer {

        private static List<MetricsSink> sinks(Instance<Object> beans) {
            return beans.select(MicrometerMetrics.class).stream()
                    .flatMap(bean -> bean.sink().stream())
                    .toList();
        }
    }
}
