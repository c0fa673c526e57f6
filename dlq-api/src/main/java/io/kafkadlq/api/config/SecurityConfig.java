package io.kafkadlq.api.config;

import java.util.Map;
import java.util.Optional;

/**
 * Who may use the dashboard and the REST API.
 *
 * @param adminPassword from {@code dlq.admin.password}; absent: a random one is made at start and printed once
 * @param users by name, from {@code dlq.security.users}
 */
public record SecurityConfig(Optional<String> adminPassword, Map<String, UserConfig> users) {

    public SecurityConfig {
        users = Map.copyOf(users);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SecurityConfig[users=" + users + "]";
    }
}
