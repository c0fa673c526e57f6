package io.kafkadlq.rig;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What an application server's process is given.
 *
 * @param properties system properties, seen by all who list processes
 * @param environment variables
 * @param managed configuration keys that the server itself keeps, as its console sets them
 * @param maxHeap as after {@code -Xmx}
 */
public record ServerSettings(
        Map<String, String> properties, Map<String, String> environment, Map<String, String> managed, String maxHeap) {

    public ServerSettings {
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
        managed = Map.copyOf(managed);
    }

    public static ServerSettings none() {
        return new ServerSettings(Map.of(), Map.of(), Map.of(), "768m");
    }

    /** The same and a configuration key, as a system property. */
    public ServerSettings with(String key, String value) {
        return new ServerSettings(and(properties, key, value), environment, managed, maxHeap);
    }

    /**
     * The same and a configuration key, as an environment variable that MicroProfile Config finds it by: for secrets, and
     * for defaults that a system property shall override.
     */
    public ServerSettings withVariable(String key, String value) {
        return new ServerSettings(properties, and(environment, variable(key), value), managed, maxHeap);
    }

    /** The same and a configuration key in the server's own source of configuration, which all its applications see. */
    public ServerSettings withManaged(String key, String value) {
        return new ServerSettings(properties, environment, and(managed, key, value), maxHeap);
    }

    /** The environment variable that MicroProfile Config looks for a key in. */
    public static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> and(Map<String, String> some, String key, String value) {
        var all = new LinkedHashMap<>(some);
        all.put(key, value);
        return all;
    }
}
