package io.kafkadlq.bench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes results in the format that scripts read: a list of flat objects; null where something was not looked at. */
public final class ResultsJson {

    private ResultsJson() {}

    public static void write(List<Result> results, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, of(results));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    public static String of(List<Result> results) {
        return results.stream().map(ResultsJson::of).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    private static String of(Result result) {
        var ratio = result.ratioToLimit();
        var defects = result.defects();
        return String.join(
                ", ",
                "{" + text("scene", result.scene()),
                text("system", result.system()),
                text("unit", result.unit().label()),
                number("median", result.statistics().median()),
                number("min", result.statistics().min()),
                number("max", result.statistics().max()),
                "\"runs\": " + result.statistics().runs(),
                ratio.isPresent() ? number("ratioToLimit", ratio.getAsDouble()) : "\"ratioToLimit\": null",
                count("orderViolations", defects.orderViolations()),
                count("lost", defects.lost()),
                count("duplicated", defects.duplicated()) + "}");
    }

    private static String text(String name, String value) {
        var escaped = new StringBuilder();
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < ' ') {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return "\"" + name + "\": \"" + escaped + "\"";
    }

    /** JSON has no NaN and no infinity. */
    private static String number(String name, double value) {
        return "\"" + name + "\": " + (Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "null");
    }

    private static String count(String name, long value) {
        return "\"" + name + "\": " + (value == Defects.NOT_CHECKED ? "null" : Long.toString(value));
    }
}
