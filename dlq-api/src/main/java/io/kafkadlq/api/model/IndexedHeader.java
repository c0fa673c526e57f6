package io.kafkadlq.api.model;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A header of a record that it is to be found by, as text. Immutable.
 *
 * @param name not longer than {@value #MAX_LENGTH} characters, as the value
 */
public record IndexedHeader(String name, String value) {

    /** What is longer is cut, in records and in searches alike. */
    public static final int MAX_LENGTH = 255;

    public IndexedHeader {
        name = cut(Objects.requireNonNull(name, "name"));
        value = cut(Objects.requireNonNull(value, "value"));
    }

    /** @param value text in UTF-8; what is not becomes replacement characters */
    public static IndexedHeader of(String name, byte[] value) {
        return new IndexedHeader(name, new String(value, StandardCharsets.UTF_8));
    }

    private static String cut(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
        return text.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
    }
}
