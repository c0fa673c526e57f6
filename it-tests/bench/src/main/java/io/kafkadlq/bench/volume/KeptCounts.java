package io.kafkadlq.bench.volume;

import io.kafkadlq.bench.database.Jdbc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Puts right what the product keeps of counts, after rows were written behind its back: as its README tells people to. */
final class KeptCounts {

    private static final String SCRIPT = "/io/kafkadlq/jpa/schema/%s/V5__counts.sql";

    private KeptCounts() {}

    static void putRight(Jdbc jdbc) {
        String script = script(jdbc.database());
        // Its last statement.
        jdbc.execute(script.substring(script.lastIndexOf("\nINSERT INTO dlq_count_change")));
    }

    private static String script(String database) {
        String path = SCRIPT.formatted(database);
        try (var resource = KeptCounts.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new IllegalStateException("The product has no " + path);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
