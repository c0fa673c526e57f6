package io.kafkadlq.core.config;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.DlqConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configurations for tests, made the way a user makes them: from keys, with defaults for the rest. */
public final class Configured {

    private Configured() {}

    public static DlqConfig by(Map<String, String> keys) {
        return new ConfigReader(key -> Optional.ofNullable(keys.get(key)), List.of(), keys.keySet())
                .read()
                .config();
    }

    /** A channel by its own keys, without the prefix. */
    public static ChannelConfig channel(Map<String, String> keys) {
        Map<String, String> all = new HashMap<>();
        keys.forEach((key, value) -> all.put("dlq.channel.default." + key, value));
        return by(all).channels().get(DlqConfig.DEFAULT_CHANNEL);
    }
}
