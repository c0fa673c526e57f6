package io.kafkadlq.bench.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shows the results of a suite to people: a line for each contender of each scene, in the form of a Markdown table. */
public final class Table {

    private final List<List<String>> lines = new ArrayList<>();

    private Table() {}

    public static String of(List<Result> results) {
        var table = new Table();
        var units = new TreeSet<>(results.stream().map(Result::unit).toList());
        table.addHeader(units);
        rows(results).forEach(row -> table.addRow(row, units));
        return table.toString();
    }

    /** The figures of one contender in one scene belong to one line. */
    private static Iterable<Map<Unit, Result>> rows(List<Result> results) {
        Map<List<String>, Map<Unit, Result>> rows = new LinkedHashMap<>();
        for (Result result : results) {
            rows.computeIfAbsent(List.of(result.scene(), result.system()), key -> new LinkedHashMap<>())
                    .put(result.unit(), result);
        }
        return rows.values();
    }

    private void addHeader(Iterable<Unit> units) {
        var cells = new ArrayList<>(List.of("scene", "system"));
        for (Unit unit : units) {
            cells.add(unit.label());
            if (unit == Unit.RATE) {
                cells.add("of limit");
            }
        }
        cells.addAll(List.of("runs", "order violations", "lost", "duplicated"));
        lines.add(cells);
    }

    private void addRow(Map<Unit, Result> figures, Iterable<Unit> units) {
        Result any = figures.values().iterator().next();
        var cells = new ArrayList<>(List.of(any.scene(), any.system()));
        for (Unit unit : units) {
            Result figure = figures.get(unit);
            cells.add(figure == null ? "" : figure(figure.statistics()));
            if (unit == Unit.RATE) {
                cells.add(figure == null ? "" : ratio(figure));
            }
        }
        cells.add(Integer.toString(any.statistics().runs()));
        cells.add(count(any.defects().orderViolations()));
        cells.add(count(any.defects().lost()));
        cells.add(count(any.defects().duplicated()));
        lines.add(cells);
    }

    private static String figure(Statistics of) {
        int decimals = of.median() >= 100 ? 0 : of.median() >= 10 ? 1 : 2;
        return String.format(
                Locale.ROOT, "%%,.%1$df (%%,.%1$df–%%,.%1$df)".formatted(decimals), of.median(), of.min(), of.max());
    }

    private static String ratio(Result result) {
        return result.ratioToLimit().isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%.2f of %s", result.ratioToLimit().getAsDouble(), result.limit());
    }

    private static String count(long value) {
        return value == Defects.NOT_CHECKED ? "–" : Long.toString(value);
    }

    @Override
    public String toString() {
        int[] widths = IntStream.range(0, lines.get(0).size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(line(lines.get(i), widths));
            if (i == 0) {
                text.append(rule(widths));
            }
        }
        return text.toString();
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> padded(cells.get(i), widths[i], i < 2))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String padded(String cell, int width, boolean left) {
        var blanks = " ".repeat(width - cell.length());
        return left ? cell + blanks : blanks + cell;
    }

    private static String rule(int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> "-".repeat(widths[i]) + (i < 2 ? "-" : ":"))
                .collect(Collectors.joining("|-", "|-", "|\n"));
    }
}
