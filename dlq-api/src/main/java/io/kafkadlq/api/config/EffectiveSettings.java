package io.kafkadlq.api.config;

import java.util.List;

/**
 * All that is configured, secrets masked: of the instance, its store, its users, Kafka's clients and each channel. Injectable
 * where CDI is.
 */
public record EffectiveSettings(List<EffectiveSetting> all) {

    public EffectiveSettings {
        all = List.copyOf(all);
    }
}
