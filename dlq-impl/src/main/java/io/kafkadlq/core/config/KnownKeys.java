package io.kafkadlq.core.config;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.UserConfig;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Every key that has an effect with these channels and users.
 *
 * @param keys in full
 */
record KnownKeys(Set<String> keys) {

    static final String CHANNEL = "dlq.channel.";
    static final String CHANNEL_DEFAULTS = "dlq.channel-defaults";
    static final String USER = "dlq.security.user.";
    static final String KAFKA = "dlq.kafka.";

    static KnownKeys of(Collection<String> channels, Collection<String> users, Collection<String> kafkaProperties) {
        Set<String> keys = new LinkedHashSet<>();
        addTree(keys, RootSettings.class, RootSettings.PREFIX);
        addTree(keys, ChannelConfig.class, CHANNEL_DEFAULTS);
        channels.forEach(channel -> addTree(keys, ChannelConfig.class, CHANNEL + channel));
        users.forEach(user -> addTree(keys, UserConfig.class, USER + user));
        kafkaProperties.forEach(property -> keys.add(KAFKA + property));
        return new KnownKeys(keys);
    }

    /** What a channel's key ends in, from the dot behind the channel's name. */
    static List<String> endingsIn(Class<? extends Record> tree) {
        return SettingKey.in(tree, "").stream().map(SettingKey::key).toList();
    }

    private static void addTree(Set<String> keys, Class<? extends Record> tree, String prefix) {
        SettingKey.in(tree, prefix).forEach(key -> keys.add(key.key()));
    }
}
