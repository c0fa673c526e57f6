package io.kafkadlq.jpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values any of which is asked for. Where statements say {@code = ANY(?)}, most databases are given one array; MariaDB has
 * none, and is given a list of as many parameters.
 */
record OneOf(List<?> values) {

    private static final String ARRAY = "= ANY(?)";

    static OneOf of(Collection<?> values) {
        return new OneOf(List.copyOf(values));
    }

    /** The statement with a list for each of these among its values; without any, it is as it was. */
    static String spread(String sql, @Nullable Object... values) {
        String spread = sql;
        for (Object value : values) {
            if (value instanceof OneOf oneOf) {
                int at = spread.indexOf(ARRAY);
                spread = spread.substring(0, at) + oneOf.list() + spread.substring(at + ARRAY.length());
            }
        }
        return spread;
    }

    /** None is as good as NULL: no row has that. */
    private String list() {
        return values.isEmpty()
                ? "IN (NULL)"
                : "IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
    }

    /** The values of a statement that was {@link #spread}. */
    static @Nullable Object[] flat(@Nullable Object... values) {
        var flat = new ArrayList<@Nullable Object>();
        for (Object value : values) {
            if (value instanceof OneOf oneOf) {
                flat.addAll(oneOf.values());
            } else {
                flat.add(value);
            }
        }
        return flat.toArray();
    }
}
