package io.kafkadlq.core.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks values up. A blank value counts as absent, so that an empty environment variable takes nothing away.
 *
 * @param lookup the raw text of a key, if it has one
 */
record SettingSource(Function<String, Optional<String>> lookup) {

    /** A value and the key it was found under. */
    record Found(String key, String text) {}

    /**
     * A branch of the tree, with those it falls back to behind it.
     *
     * @param prefixes never empty; the first is the branch itself
     */
    record Branch(List<String> prefixes) {

        static Branch of(String... prefixes) {
            return new Branch(List.of(prefixes));
        }

        /** A key or branch below this one. */
        Branch child(String name) {
            return new Branch(
                    prefixes.stream().map(prefix -> prefix + "." + name).toList());
        }

        String first() {
            return prefixes.get(0);
        }
    }

    Optional<String> find(String key) {
        return lookup.apply(key).filter(text -> !text.isBlank());
    }

    /** The value of the first of these keys that has one. */
    Optional<Found> find(Branch keys) {
        return keys.prefixes().stream()
                .flatMap(key -> find(key).map(text -> new Found(key, text)).stream())
                .findFirst();
    }

    /** The key that a value came from, or would have come from if it was set. */
    String keyOf(Branch keys) {
        return find(keys).map(Found::key).orElse(keys.first());
    }
}
