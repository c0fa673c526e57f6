package io.kafkadlq.rig;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What an application server's process is given.
 *
 * @param properties system properties, seen by all who list processes
 * @param environment variables, for secrets too
 * @param maxHeap as after {@code -Xmx}
 */
public record ServerSettings(Map<String, String> properties, Map<String, String> environment, String maxHeap) {

    public ServerSettings {
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
    }

    public static ServerSettings none() {
        return new ServerSettings(Map.of(), Map.of(), "768m");
    }

    /** The same and a configuration key, as a system property. */
    public ServerSettings with(String key, String value) {
        return new ServerSettings(and(properties, key, value), environment, maxHeap);
    }

    /** The same and a configuration key whose value is kept off the command line: MicroProfile Config finds it. */
    public ServerSettings withSecret(String key, String value) {
        var variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return new ServerSettings(properties, and(environment, variable, value), maxHeap);
    }

    private static Map<String, String> and(Map<String, String> some, String key, String value) {
        var all = new LinkedHashMap<>(some);
        all.put(key, value);
        return all;
    }
}
