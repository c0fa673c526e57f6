package io.kafkadlq.bench.volume;

import io.kafkadlq.bench.database.Jdbc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The plans of H2: its trace tells which statements were run with which values, and each is asked for its plan once the work
 * is done. What a question read is in it; a change is not made again, so only its plan is.
 */
final class H2Plans implements Plans {

    /** Lists of ids make a line long. */
    private static final int WIDTH = 200;

    private static final Pattern TRACED = Pattern.compile("(?m)^/\\*SQL[^*]*\\*/(.*?)(\\{1: .*})?;$");

    /** H2 forgets what it was told to trace when the last connection is closed. */
    private final Connection connection;

    private final Path trace;

    private H2Plans(Connection connection, Path trace) {
        this.connection = connection;
        this.trace = trace;
    }

    /** @param file as in the URL */
    static H2Plans of(Jdbc jdbc, Path file) {
        try {
            var connection = jdbc.connect();
            try (var statement = connection.createStatement()) {
                statement.execute("SET TRACE_MAX_FILE_SIZE 512");
                statement.execute("SET TRACE_LEVEL_FILE 2");
            }
            return new H2Plans(connection, file.resolveSibling(file.getFileName() + ".trace.db"));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot trace", e);
        }
    }

    @Override
    public String of(Runnable work) {
        int before = traced().length();
        work.run();
        Map<String, String> valuesByStatement = new LinkedHashMap<>();
        TRACED.matcher(traced().substring(before)).results().forEach(found -> {
            String sql = decoded(found.group(1));
            if (sql.contains("dlq_")) {
                valuesByStatement.putIfAbsent(sql, found.group(2) == null ? "" : decoded(found.group(2)));
            }
        });
        return valuesByStatement.entrySet().stream()
                .map(entry -> plan(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private String plan(String sql, String values) {
        boolean asks = sql.stripLeading().toUpperCase(Locale.ROOT).startsWith("SELECT");
        String explain = (asks ? "EXPLAIN ANALYZE " : "EXPLAIN ") + sql + " " + values;
        try (var statement = connection.createStatement();
                var plan = statement.executeQuery(explain)) {
            plan.next();
            return plan.getString(1)
                    .lines()
                    .map(line -> line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line)
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (SQLException e) {
            return sql + "\nhas no plan: " + e.getMessage();
        }
    }

    /** The trace writes as Java does. */
    private static String decoded(String traced) {
        return traced.translateEscapes();
    }

    private String traced() {
        try {
            return Files.exists(trace) ? Files.readString(trace) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + trace, e);
        }
    }

    @Override
    public void close() {
        try (connection;
                var statement = connection.createStatement()) {
            statement.execute("SET TRACE_LEVEL_FILE 0");
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot stop tracing", e);
        }
    }
}
