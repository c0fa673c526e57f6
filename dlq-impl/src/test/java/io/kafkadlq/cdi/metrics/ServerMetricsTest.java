package io.kafkadlq.cdi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.cdi.optional.WithoutApis;
import io.kafkadlq.cdi.telemetry.Telemetry;
import io.kafkadlq.core.trace.Tracing;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server without MicroProfile Metrics, Micrometer and OpenTelemetry, whose APIs are then missing too. */
class ServerMetricsTest {

    private static ClassLoader server() {
        return new WithoutApis("org.eclipse.microprofile.metrics.", "io.micrometer.", "io.opentelemetry.");
    }

    @Test
    void shouldFindNoRegistries() throws ReflectiveOperationException {
        var type = Class.forName(ServerMetrics.class.getName(), true, server());

        var sinks = type.getMethod("sinks", Instance.class).invoke(null, (Object) null);

        assertThat(sinks).isEqualTo(List.of());
    }

    @Test
    void shouldNoteNothing() throws ReflectiveOperationException {
        var type = Class.forName(Telemetry.class.getName(), true, server());

        var tracing = type.getMethod("tracing", Instance.class).invoke(null, (Object) null);

        assertThat(tracing).isSameAs(Tracing.NONE);
    }

    @Test
    void shouldStillLoadWhatStartsTheEngine() throws ClassNotFoundException {
        assertThat(Class.forName("io.kafkadlq.cdi.DlqProducer", true, server()).getMethods())
                .isNotEmpty();
    }
}
