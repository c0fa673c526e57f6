package io.kafkadlq.cdi.fault;

import io.kafkadlq.cdi.optional.OptionalApi;
import io.kafkadlq.core.guard.Guards;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/**
 * Whether the server has MicroProfile Fault Tolerance. One without it lacks even the classes of its API, so this class
 * names none of them, nor may it be merged with one that does: Java would not load it.
 */
public final class FaultTolerance {

    private static final String API = "org.eclipse.microprofile.faulttolerance.Retry";

    private FaultTolerance() {}

    /** The server's guards, empty where it has none. */
    public static Optional<Guards> guards(Instance<Object> beans) {
        return OptionalApi.isThere(API) ? Optional.of(Beans.guards(beans)) : Optional.empty();
    }

    /** Loaded only where the API is there. */
    private static final class Beans {

        private static Guards guards(Instance<Object> beans) {
            return new ServerGuards(
                    beans.select(StoreGuard.class).get(),
                    beans.select(KafkaGuard.class).get());
        }
    }
}
