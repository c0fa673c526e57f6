package io.kafkadlq.cdi.metrics;

import io.kafkadlq.api.spi.MetricsSink;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** The application's registry of MicroProfile Metrics; no bean where the server lacks the API. */
@Dependent
public class MpMetrics {

    private final Instance<MetricRegistry> registries;

    @Inject
    MpMetrics(Instance<MetricRegistry> registries) {
        this.registries = registries;
    }

    /** Empty where an application brings the API to a server without an implementation. */
    Optional<MetricsSink> sink() {
        return registries.isResolvable() ? Optional.of(new MpMetricsSink(registries.get())) : Optional.empty();
    }
}
