package io.kafkadlq.core.config;

import io.kafkadlq.api.DlqConfigException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All that is wrong with a configuration, each mistake once however many channels inherit it. Not thread-safe. */
final class Violations {

    private static final int MAX_SHOWN = 200;

    private final Set<String> violations = new LinkedHashSet<>();

    void add(String key, String value, String expected) {
        violations.add(key + " is '" + cut(value) + "': expected " + expected);
    }

    /** For a value whose reader tells what it expected. */
    void add(String key, String value, IllegalArgumentException wrong) {
        violations.add(key + " is '" + cut(value) + "': " + wrong.getMessage());
    }

    /** For a value whose text must not be shown. */
    void addSecret(String key, String expected) {
        violations.add(key + " is '***': expected " + expected);
    }

    void addMissing(String key, String expected) {
        violations.add(key + " is not set: expected " + expected);
    }

    /** @throws DlqConfigException naming all mistakes, if there is one */
    void throwIfAny() {
        if (!violations.isEmpty()) {
            throw new DlqConfigException(List.copyOf(violations));
        }
    }

    private static String cut(String value) {
        return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
    }
}
