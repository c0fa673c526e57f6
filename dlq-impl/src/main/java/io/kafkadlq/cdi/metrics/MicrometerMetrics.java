package io.kafkadlq.cdi.metrics;

import io.kafkadlq.api.spi.MetricsSink;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** The server's registry of Micrometer; no bean where the server lacks the API. */
@Dependent
public class MicrometerMetrics {

    private final Instance<MeterRegistry> registries;

    @Inject
    MicrometerMetrics(Instance<MeterRegistry> registries) {
        this.registries = registries;
    }

    /** Empty where an application brings Micrometer for itself. */
    Optional<MetricsSink> sink() {
        return registries.isResolvable() ? Optional.of(new MicrometerSink(registries.get())) : Optional.empty();
    }
}
