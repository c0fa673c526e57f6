package io.kafkadlq.core.config;

import io.kafkadlq.core.config.SettingSource.Branch;
import io.kafkadlq.core.config.SettingSource.Found;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fills a record of the configuration tree from its keys. Where a value is wrong it reports that and goes on with the
 * default, so that one reading finds all mistakes.
 *
 * @param source where values are looked up
 * @param chosen defaults that go before those of the settings, by key
 * @param violations where mistakes are reported
 */
record RecordBinder(SettingSource source, Map<String, String> chosen, Violations violations) {

    <R extends Record> R bind(Class<R> type, Branch branch) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Stream.of(components)
                .map(component -> valueOf(component, branch.child(SettingKey.nameOf(component))))
                .toArray();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<R> canonical = type.getDeclaredConstructor(types);
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("Cannot make a " + type.getName() + " for " + branch.first(), broken);
        }
    }

    private Object valueOf(RecordComponent component, Branch keys) {
        if (component.getType().isRecord()) {
            return bind(component.getType().asSubclass(Record.class), keys);
        }
        var key = new SettingKey(
                keys.first(), SettingKey.settingOf(component), SettingType.of(component.getGenericType()));
        return source.find(keys).map(found -> parse(found, key)).orElseGet(() -> byDefault(key));
    }

    private Object parse(Found found, SettingKey key) {
        var setting = key.setting();
        try {
            return key.type()
                    .parse(setting.secret() ? found.text() : found.text().strip(), setting);
        } catch (IllegalArgumentException wrong) {
            String expected = key.type().expected(setting);
            if (setting.secret()) {
                violations.addSecret(found.key(), expected);
            } else {
                violations.add(found.key(), found.text(), expected);
            }
            return byDefault(key);
        }
    }

    private Object byDefault(SettingKey key) {
        String text = chosen.getOrDefault(key.key(), key.setting().byDefault());
        return text.isEmpty()
                ? key.type().whenAbsent().orElseThrow(() -> new IllegalStateException(key.key() + " needs a default"))
                : key.type().parse(text, key.setting());
    }
}
