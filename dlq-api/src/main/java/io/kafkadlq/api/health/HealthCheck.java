package io.kafkadlq.api.health;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that was looked at.
 *
 * @param data why it is as it is; what an operator might want to know beside, such as a backlog, which makes nothing down
 */
public record HealthCheck(String name, HealthKind kind, boolean up, Map<String, String> data) {

    public HealthCheck {
        data = Collections.unmodifiableMap(new TreeMap<>(data));
    }
}
