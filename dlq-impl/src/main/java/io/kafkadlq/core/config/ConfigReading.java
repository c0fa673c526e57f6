package io.kafkadlq.core.config;

import io.kafkadlq.api.config.DlqConfig;
import java.util.List;

/**
 * A configuration that can work.
 *
 * @param warnings names that look like ours but have no effect, in words; empty if there are none
 */
public record ConfigReading(DlqConfig config, List<String> warnings) {

    public ConfigReading {
        warnings = List.copyOf(warnings);
    }
}
