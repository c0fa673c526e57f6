package io.kafkadlq.api.health;

import java.util.List;
import java.util.Optional;

/** How the engine is. Each name is there once. */
public record Health(List<HealthCheck> checks) {

    /** The engine has started, and has not stopped. */
    public static final String STARTUP = "dlq-startup";

    /** The store answers. */
    public static final String STORE = "dlq-store";

    /** Kafka answers the channels' consumers. */
    public static final String KAFKA = "dlq-kafka";

    /** All consumers poll. */
    public static final String CONSUMERS = "dlq-consumers";

    public Health {
        checks = List.copyOf(checks);
    }

    /** Whether all of it is up. */
    public boolean isUp() {
        return checks.stream().allMatch(HealthCheck::up);
    }

    public Optional<HealthCheck> check(String name) {
        return checks.stream().filter(check -> check.name().equals(name)).findFirst();
    }
}
