package io.kafkadlq.bench.volume;

import io.kafkadlq.bench.database.Jdbc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the product's tables in H2: rows first, the two tables at the same time, and indexes after, each of them as the
 * product has made it. In a process of its own, whose H2 does without a cache of values, which takes a quarter of the time.
 */
final class H2Fill {

    /** Rows a transaction: more of them only make its undo log longer. */
    private static final int AT_ONCE = 50_000;

    private static final String DEFINITIONS = "SCRIPT NODATA TABLE dlq_record, dlq_progress";

    private static final Pattern INDEX = Pattern.compile("(?s)CREATE INDEX (\\S+) .*");
    private static final Pattern CONSTRAINT = Pattern.compile("(?s)ALTER TABLE (\\S+) ADD CONSTRAINT (\\S+) .*");

    private H2Fill() {}

    /** @throws IllegalStateException if it could not be filled */
    static void fill(Jdbc jdbc, Volume volume) {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + Runtime.getRuntime().maxMemory(),
                "-Dh2.objectCache=false",
                "-classpath",
                System.getProperty("java.class.path"),
                H2Fill.class.getName(),
                jdbc.url(),
                jdbc.user(),
                Integer.toString(volume.records()),
                volume.due().name(),
                volume.now().toString());
        try {
            var filling = new ProcessBuilder(command).inheritIO().start();
            int exit = filling.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("Filling h2 ended with exit code " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while h2 was filled", e);
        }
    }

    /** The main of that process. */
    public static void main(String[] arguments) {
        fillHere(
                new Jdbc("h2", arguments[0], arguments[1]),
                new Volume(
                        Integer.parseInt(arguments[2]), Volume.Due.valueOf(arguments[3]), Instant.parse(arguments[4])));
    }

    private static void fillHere(Jdbc jdbc, Volume volume) {
        jdbc.execute("CREATE ALIAS IF NOT EXISTS to_hex FOR 'java.lang.Long.toHexString(long)'");
        List<String> again = dropIndexes(jdbc);
        var tables = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < volume.statements(jdbc.database(), 0, 0).size(); i++) {
            int table = i;
            tables.add(CompletableFuture.runAsync(() -> rows(jdbc, volume, table), task -> new Thread(task).start()));
        }
        tables.forEach(CompletableFuture::join);
        again.forEach(jdbc::execute);
        jdbc.execute("ANALYZE");
    }

    private static void rows(Jdbc jdbc, Volume volume, int table) {
        try (var connection = jdbc.connect()) {
            for (long first = 0; first < volume.records(); first += AT_ONCE) {
                long last = Math.min(first + AT_ONCE, volume.records()) - 1;
                run(connection, volume.statements(jdbc.database(), first, last).get(table));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot fill a table", e);
        }
    }

    /** @return what makes them again, constraints first */
    private static List<String> dropIndexes(Jdbc jdbc) {
        var constraints = new ArrayList<String>();
        var indexes = new ArrayList<String>();
        try (var connection = jdbc.connect()) {
            for (String definition : definitions(connection)) {
                Matcher constraint = CONSTRAINT.matcher(definition);
                Matcher index = INDEX.matcher(definition);
                if (constraint.matches()) {
                    run(connection, "ALTER TABLE " + constraint.group(1) + " DROP CONSTRAINT " + constraint.group(2));
                    constraints.add(definition);
                } else if (index.matches()) {
                    run(connection, "DROP INDEX " + index.group(1));
                    indexes.add(definition);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot drop indexes", e);
        }
        constraints.addAll(indexes);
        return constraints;
    }

    private static List<String> definitions(Connection connection) throws SQLException {
        var all = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(DEFINITIONS)) {
            while (rows.next()) {
                all.add(rows.getString(1).strip());
            }
        }
        return all;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
