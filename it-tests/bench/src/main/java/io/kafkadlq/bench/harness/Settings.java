package io.kafkadlq.bench.harness;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a user may choose.
 *
 * @param suite its name
 * @param records how many a scene has; if absent, as many as the suite thinks right
 * @param runs how many count, if the time allows
 * @param target where servers keep their data, and results are written to
 */
public record Settings(String suite, OptionalInt records, int runs, Path target) {

    /** Fewer say little: a median of two is a mean. */
    static final int FEWEST_RUNS = 3;

    public Settings {
        if (records.isPresent() && records.getAsInt() < 1) {
            throw new IllegalArgumentException("bench.records is " + records.getAsInt() + ", at least 1 is needed");
        }
        if (runs < FEWEST_RUNS) {
            throw new IllegalArgumentException("bench.runs is " + runs + ", at least " + FEWEST_RUNS + " are needed");
        }
    }

    public static Settings fromSystemProperties() {
        return new Settings(
                System.getProperty("bench", "").strip(),
                number("bench.records"),
                number("bench.runs").orElse(5),
                Path.of(System.getProperty("bench.target", "target")).toAbsolutePath());
    }

    /** Maven sets what nobody has set to nothing. */
    private static OptionalInt number(String key) {
        return Optional.ofNullable(System.getProperty(key))
                .map(value -> value.replace("_", "").strip())
                .filter(value -> !value.isEmpty())
                .map(value -> OptionalInt.of(parse(key, value)))
                .orElse(OptionalInt.empty());
    }

    private static int parse(String key, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is '" + value + "', which is not a whole number", e);
        }
    }
}
