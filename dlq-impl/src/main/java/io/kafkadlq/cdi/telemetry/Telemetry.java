package io.kafkadlq.cdi.telemetry;

import io.kafkadlq.cdi.optional.OptionalApi;
import io.kafkadlq.core.trace.Tracing;
import jakarta.enterprise.inject.Instance;

/**
 * Whether the server has OpenTelemetry. One without it lacks even the classes of its API, so this class names none of them,
 * nor may it be merged with one that does: Java would not load it.
 */
public final class Telemetry {

    private static final String API = "io.opentelemetry.api.OpenTelemetry";

    private Telemetry() {}

    /** The server's; where it has none, nothing is noted. */
    public static Tracing tracing(Instance<Object> beans) {
        return OptionalApi.isThere(API) ? Beans.tracing(beans) : Tracing.NONE;
    }

    /** Loaded only where the API is there. */
    private static final class Beans {

        private static Tracing tracing(Instance<Object> beans) {
            return beans.select(ServerTelemetry.class).stream()
                    .flatMap(bean -> bean.tracing().stream())
                    .findFirst()
                    .orElse(Tracing.NONE);
        }
    }
}
