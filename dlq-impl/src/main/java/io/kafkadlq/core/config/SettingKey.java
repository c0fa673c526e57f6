package io.kafkadlq.core.config;

import io.kafkadlq.api.config.Setting;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One key of the configuration tree.
 *
 * @param key in full
 */
record SettingKey(String key, Setting setting, SettingType type) {

    /** All keys of a tree of records, in the order in which they are written down there. */
    static List<SettingKey> in(Class<? extends Record> tree, String prefix) {
        List<SettingKey> keys = new ArrayList<>();
        for (RecordComponent component : tree.getRecordComponents()) {
            String key = prefix + "." + nameOf(component);
            if (component.getType().isRecord()) {
                keys.addAll(in(component.getType().asSubclass(Record.class), key));
            } else {
                keys.add(new SettingKey(key, settingOf(component), SettingType.of(component.getGenericType())));
            }
        }
        return keys;
    }

    /** The last part of a component's key: its name in kebab-case. */
    static String nameOf(RecordComponent component) {
        return component.getName().replaceAll("(?<=[a-z0-9])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalStateException if the tree's author forgot it */
    static Setting settingOf(RecordComponent component) {
        var setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException(
                    component.getDeclaringRecord().getSimpleName() + "." + component.getName() + " has no @Setting");
        }
        return setting;
    }
}
