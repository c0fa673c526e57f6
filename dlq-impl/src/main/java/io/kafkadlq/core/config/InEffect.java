package io.kafkadlq.core.config;

import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.config.EffectiveSetting;
import io.kafkadlq.api.config.EffectiveSettings;
import io.kafkadlq.api.config.Setting;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a configuration as its keys would be, from the same tree that it is read by, and masks what is secret. */
public final class InEffect {

    /** Of the names of Kafka's properties: those that it keeps secret itself, and some that it does not know to be. */
    private static final Pattern SECRET_OF_KAFKA =
            Pattern.compile("(?i).*(pass|secret|jaas|token|credential|certificate).*|.*\\.key");

    private static final String URL = ".url";

    private static final Map<String, Setting> ROOT = SettingKey.in(RootSettings.class, RootSettings.PREFIX).stream()
            .collect(Collectors.toUnmodifiableMap(SettingKey::key, SettingKey::setting));

    private final List<EffectiveSetting> written = new ArrayList<>();

    private InEffect() {}

    public static EffectiveSettings of(DlqConfig config) {
        var all = new InEffect();
        all.root(config);
        all.tree(config.store(), "dlq.store");
        all.tree(config.metrics(), "dlq.metrics");
        all.tree(config.health(), "dlq.health");
        all.tree(config.telemetry(), "dlq.telemetry");
        sorted(config.security().users()).forEach((name, user) -> all.tree(user, KnownKeys.USER + name));
        sorted(config.kafkaClient()).forEach(all::kafka);
        sorted(config.channels()).forEach((name, channel) -> all.tree(channel, KnownKeys.CHANNEL + name));
        return new EffectiveSettings(all.written);
    }

    /** Whether the value of one of Kafka's properties must not be shown. */
    public static boolean isSecretOfKafka(String property) {
        return SECRET_OF_KAFKA.matcher(property).matches();
    }

    /** What {@link DlqConfig} lays out otherwise than it is written. */
    private void root(DlqConfig config) {
        root("dlq.node-id", config.nodeId());
        root("dlq.channels", List.copyOf(sorted(config.channels()).keySet()));
        root("dlq.drain-timeout", config.drainTimeout());
        root("dlq.lease", config.lease());
        root("dlq.admin.password", config.security().adminPassword());
        root("dlq.security.users", List.copyOf(sorted(config.security().users()).keySet()));
    }

    private void root(String key, Object value) {
        add(key, Objects.requireNonNull(ROOT.get(key), key), value);
    }

    private void tree(Record branch, String prefix) {
        for (RecordComponent component : branch.getClass().getRecordComponents()) {
            String key = prefix + "." + SettingKey.nameOf(component);
            Object value = valueOf(branch, component);
            if (value instanceof Record deeper) {
                tree(deeper, key);
            } else {
                add(key, SettingKey.settingOf(component), value);
            }
        }
    }

    private static Object valueOf(Record branch, RecordComponent component) {
        try {
            return component.getAccessor().invoke(branch);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("Cannot read " + component, broken);
        }
    }

    private void kafka(String property, String value) {
        boolean secret = isSecretOfKafka(property);
        written.add(new EffectiveSetting(
                KnownKeys.KAFKA + property, secret ? EffectiveSetting.MASK : value, "", secret, false, "Kafka's own"));
    }

    private void add(String key, Setting setting, Object value) {
        String text = key.endsWith(URL) ? withoutParameters(SettingType.text(value)) : SettingType.text(value);
        boolean masked = setting.secret() && !text.isEmpty();
        written.add(new EffectiveSetting(
                key,
                masked ? EffectiveSetting.MASK : text,
                setting.byDefault(),
                setting.secret(),
                setting.live(),
                setting.doc()));
    }

    /** Among which passwords may be. */
    private static String withoutParameters(String url) {
        return url.replaceFirst("[?;].*", "");
    }

    private static <V> Map<String, V> sorted(Map<String, V> map) {
        return new TreeMap<>(map);
    }
}
