package io.kafkadlq.core.config;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.Setting;
import io.kafkadlq.api.config.UserConfig;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders every key there is as a table in Markdown, from the same tree that is read, so that it cannot be wrong. */
final class ConfigReference {

    private static final String HEAD = """
            | Key | Type | Default | Allowed | Meaning |
            |---|---|---|---|---|
            """;

    private static final String KAFKA_ROW =
            row("dlq.kafka.<property>", "text", "", "", "Any property of Kafka's own clients, under Kafka's own name");

    private ConfigReference() {}

    static String markdown() {
        return HEAD
                + Stream.of(
                                rows(SettingKey.in(RootSettings.class, RootSettings.PREFIX)),
                                rows(SettingKey.in(UserConfig.class, KnownKeys.USER + "<name>")),
                                KAFKA_ROW,
                                rows(SettingKey.in(ChannelConfig.class, KnownKeys.CHANNEL + "<name>")))
                        .collect(Collectors.joining());
    }

    private static String rows(List<SettingKey> keys) {
        return keys.stream().map(ConfigReference::row).collect(Collectors.joining());
    }

    private static String meaning(Setting setting) {
        return setting.live() ? setting.doc() + ". Adjustable while running" : setting.doc();
    }

    private static String row(SettingKey key) {
        var setting = key.setting();
        String type = key.type().name() + (setting.secret() ? " (secret)" : "");
        return row(key.key(), type, setting.byDefault(), bounds(setting.min(), setting.max()), meaning(setting));
    }

    private static String row(String key, String type, String byDefault, String bounds, String doc) {
        return "| `" + key + "` | " + type + " | " + code(byDefault) + " | " + bounds + " | " + escaped(doc) + " |\n";
    }

    private static String bounds(String min, String max) {
        if (min.isEmpty()) {
            return max.isEmpty() ? "" : "at most " + code(max);
        }
        return max.isEmpty() ? "at least " + code(min) : code(min) + " to " + code(max);
    }

    private static String code(String value) {
        return value.isEmpty() ? "" : "`" + value + "`";
    }

    private static String escaped(String doc) {
        return doc.replace("|", "\\|").replace("<", "\\<");
    }
}
