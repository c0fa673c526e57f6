package io.kafkadlq.boot;

import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.core.config.ConfigReader;
import io.kafkadlq.kafka.ClientSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the whole configuration from wherever the way of running keeps it. */
public final class Configuration {

    private Configuration() {}

    /**
     * Reads and checks it; what looks like a misspelt key is logged, and what was chosen as a default.
     *
     * @param lookUp finds a key's raw value
     * @param present keys known to be set, by which misspelt ones are found
     * @param handled what code says of channels
     * @throws DlqConfigException if it cannot work, naming all that is wrong
     */
    public static DlqConfig read(Function<String, Optional<String>> lookUp, Iterable<String> present, Handled handled) {
        return read(lookUp, present, handled, Plugins.besideUs());
    }

    /**
     * The same with what the application itself plugs in.
     *
     * @throws DlqConfigException if it cannot work, naming all that is wrong
     */
    public static DlqConfig read(
            Function<String, Optional<String>> lookUp, Iterable<String> present, Handled handled, Plugins plugins) {
        var reading = new ConfigReader(lookUp, ClientSettings.names(), present).read(handled.declared());
        reading.warnings().forEach(Log::suspiciousKey);
        List<String> violations = new AssemblyRules(reading.config(), handled, plugins).violations();
        if (!violations.isEmpty()) {
            throw new DlqConfigException(violations);
        }
        reading.tuned().forEach(Log::tuned);
        return reading.config();
    }

    /** Why a key, written to the letter, has no effect with this configuration; nothing if it has. */
    public static Optional<String> inVain(String key, DlqConfig config) {
        return ConfigReader.inVain(key, config, ClientSettings.names());
    }
}
