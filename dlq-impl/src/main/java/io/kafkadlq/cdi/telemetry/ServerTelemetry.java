package io.kafkadlq.cdi.telemetry;

import io.kafkadlq.core.trace.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** The server's OpenTelemetry; no bean where the server lacks the API. */
@Dependent
public class ServerTelemetry {

    private final Instance<OpenTelemetry> telemetry;

    @Inject
    ServerTelemetry(Instance<OpenTelemetry> telemetry) {
        this.telemetry = telemetry;
    }

    /** Empty where an application brings the API to a server without an implementation. */
    Optional<Tracing> tracing() {
        return telemetry.isResolvable() ? Optional.of(SpanTracing.of(telemetry.get())) : Optional.empty();
    }
}
