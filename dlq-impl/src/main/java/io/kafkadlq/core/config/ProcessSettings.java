package io.kafkadlq.core.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The settings of a process without a container: its system properties, then its environment, as MicroProfile Config has them. */
public final class ProcessSettings {

    private ProcessSettings() {}

    /** The raw text of a key, if it has one; an empty one counts as none. */
    public static Optional<String> find(String key) {
        return Optional.ofNullable(System.getProperty(key))
                .or(() -> ofEnvironment(key))
                .filter(value -> !value.isEmpty());
    }

    /** Under the key itself, under that with each other character replaced, or under that in capitals. */
    private static Optional<String> ofEnvironment(String key) {
        Map<String, String> environment = System.getenv();
        String replaced = key.replaceAll("[^A-Za-z0-9]", "_");
        return Optional.ofNullable(environment.get(key))
                .or(() -> Optional.ofNullable(environment.get(replaced)))
                .or(() -> Optional.ofNullable(environment.get(replaced.toUpperCase(Locale.ROOT))));
    }
}
