package io.kafkadlq.bench.flow;

import io.kafkadlq.bench.chart.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a sampler has seen.
 *
 * @param seconds since its start, one for each look
 * @param columns by name, a value for each look; NaN where there was none
 */
record Recording(List<Double> seconds, Map<String, List<Double>> columns) {

    Recording {
        seconds = List.copyOf(seconds);
        columns = new LinkedHashMap<>(columns);
    }

    Samples samples(String column) {
        return new Samples(seconds, column(column));
    }

    /** Each value divided by one that stands for one: bytes into MB, counts into shares. */
    Samples samples(String column, double divisor) {
        return new Samples(
                seconds, column(column).stream().map(value -> value / divisor).toList());
    }

    double mean(String column, double from, double to) {
        return between(column, from, to).average().orElse(Double.NaN);
    }

    double highest(String column, double from, double to) {
        return between(column, from, to).max().orElse(Double.NaN);
    }

    double lowest(String column, double from, double to) {
        return between(column, from, to).min().orElse(Double.NaN);
    }

    double last(String column) {
        var values = column(column);
        return values.isEmpty() ? Double.NaN : values.get(values.size() - 1);
    }

    /** The earliest moment from which on the column's mean over so many seconds fulfils the condition. */
    OptionalDouble firstMean(String column, double from, double length, DoublePredicate condition) {
        double end = seconds.isEmpty() ? 0 : seconds.get(seconds.size() - 1);
        return seconds.stream()
                .mapToDouble(Double::doubleValue)
                .filter(start -> start >= from && start + length <= end)
                .filter(start -> condition.test(mean(column, start, start + length)))
                .findFirst();
    }

    /** For those who want to draw it themselves. */
    void write(Path file) {
        var lines = new ArrayList<String>();
        lines.add("seconds," + String.join(",", columns.keySet()));
        for (int i = 0; i < seconds.size(); i++) {
            int row = i;
            lines.add(shortly(seconds.get(i))
                    + columns.values().stream()
                            .map(values -> "," + shortly(values.get(row)))
                            .collect(Collectors.joining()));
        }
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static String shortly(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "";
    }

    private DoubleStream between(String column, double from, double to) {
        var values = column(column);
        return IntStream.range(0, seconds.size())
                .filter(i -> seconds.get(i) >= from && seconds.get(i) < to)
                .mapToDouble(values::get)
                .filter(Double::isFinite);
    }

    private List<Double> column(String name) {
        return Objects.requireNonNull(columns.get(name), name);
    }
}
