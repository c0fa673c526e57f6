package io.kafkadlq.bench.harness;

import java.nio.file.Path;

/**
 * What a user may choose.
 *
 * @param suite its name
 * @param records how many a scene has
 * @param runs how many count, if the time allows
 * @param target where servers keep their data, and results are written to
 */
public record Settings(String suite, int records, int runs, Path target) {

    /** Fewer say little: a median of two is a mean. */
    static final int FEWEST_RUNS = 3;

    public Settings {
        if (records < 1) {
            throw new IllegalArgumentException("bench.records is " + records + ", at least 1 is needed");
        }
        if (runs < FEWEST_RUNS) {
            throw new IllegalArgumentException("bench.runs is " + runs + ", at least " + FEWEST_RUNS + " are needed");
        }
    }

    public static Settings fromSystemProperties() {
        return new Settings(
                System.getProperty("bench", "").strip(),
                number("bench.records", 200_000),
                number("bench.runs", 5),
                Path.of(System.getProperty("bench.target", "target")).toAbsolutePath());
    }

    private static int number(String key, int otherwise) {
        var value = System.getProperty(key, Integer.toString(otherwise));
        try {
            return Integer.parseInt(value.replace("_", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is '" + value + "', which is not a whole number", e);
        }
    }
}
