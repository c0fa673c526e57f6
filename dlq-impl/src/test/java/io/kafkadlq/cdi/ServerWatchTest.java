package io.kafkadlq.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.cdi.fault.KafkaGuard;
import io.kafkadlq.cdi.fault.StoreGuard;
import io.kafkadlq.cdi.health.ConsumersProbe;
import io.kafkadlq.cdi.metrics.MicrometerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.junit.jupiter.api.Test;

/** What a server with Micrometer shows of the engine while the application runs, and what the configuration takes away. */
class ServerWatchTest {

    private static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();

    /** As WildFly's. */
    @ApplicationScoped
    static class Registries {

        @Produces
        MeterRegistry registry() {
            return REGISTRY;
        }
    }

    /** As a server finds them. */
    @Dependent
    static class Checks {

        private final List<HealthCheck> found;

        @Inject
        Checks(@Any Instance<HealthCheck> checks) {
            found = checks.stream().toList();
        }
    }

    private static Container deploy(Map<String, String> settings) {
        return Container.of(
                settings,
                DlqProducer.class,
                StoreGuard.class,
                KafkaGuard.class,
                MicrometerMetrics.class,
                Registries.class,
                ConsumersProbe.class,
                Checks.class);
    }

    @Test
    void shouldShowMetricsAsLongAsTheApplicationRuns() {
        try (Container running = deploy(Map.of())) {
            assertThat(REGISTRY.get("dlq_records_stored_total")
                            .tag("channel", "default")
                            .functionCounter()
                            .count())
                    .isZero();
        }

        assertThat(REGISTRY.getMeters()).isEmpty();
    }

    @Test
    void shouldShowNoMetricsIfNotToldTo() {
        try (Container running = deploy(Map.of("dlq.metrics.enabled", "false"))) {
            assertThat(REGISTRY.getMeters()).isEmpty();
        }
    }

    @Test
    void shouldTakeItsChecksOutOfTheServersHealthIfToldTo() {
        try (Container running = deploy(Map.of())) {
            assertThat(running.bean(Checks.class).found).hasSize(1);
        }
        try (Container running = deploy(Map.of("dlq.health.enabled", "false"))) {
            assertThat(running.bean(Checks.class).found).isEmpty();
        }
    }
}
