package io.kafkadlq.api.dsl;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes settings of one branch of the configuration as its reader expects them. As thread-safe as what it writes to. */
public final class SettingWriter {

    private final String prefix;
    private final BiConsumer<String, String> settings;

    /**
     * Writes below a prefix.
     *
     * @param prefix of all keys, without the dot behind it
     * @param settings takes a key in full, and its value
     */
    public SettingWriter(String prefix, BiConsumer<String, String> settings) {
        this.prefix = Objects.requireNonNull(prefix, "prefix");
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    public void set(String key, String value) {
        String full = prefix + "." + key;
        settings.accept(full, Objects.requireNonNull(value, full));
    }

    public void set(String key, long value) {
        set(key, Long.toString(value));
    }

    public void set(String key, double value) {
        set(key, Double.toString(value));
    }

    public void set(String key, Duration value) {
        set(key, value.toString());
    }

    /** Writes it in kebab-case. */
    public void set(String key, Enum<?> value) {
        set(key, value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** Writes them with commas between, and a backslash before a comma that is part of one. */
    public void set(String key, Collection<String> values) {
        set(key, values.stream().map(value -> value.replace(",", "\\,")).collect(Collectors.joining(",")));
    }

    /** As the configuration names exceptions. */
    static List<String> names(Class<?>[] exceptions) {
        return Stream.of(exceptions).map(Class::getName).toList();
    }
}
