package io.kafkadlq.core.config;

import io.kafkadlq.api.config.DlqConfig;
import java.util.List;

/**
 * A configuration that can work.
 *
 * @param warnings names that look like ours but have no effect, in words; empty if there are none
 * @param tuned the channels with a default that was chosen for them and that takes effect
 */
public record ConfigReading(DlqConfig config, List<String> warnings, List<TunedChannel> tuned) {

    public ConfigReading {
        warnings = List.copyOf(warnings);
        tuned = List.copyOf(tuned);
    }
}
