package io.kafkadlq.bench.volume;

import io.kafkadlq.bench.database.Jdbc;
import io.kafkadlq.rig.PostgresServer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The plans of PostgreSQL, with what they took and read: auto_explain writes them into its log. */
final class PostgresPlans implements Plans {

    private static final List<String> ON = List.of(
            "session_preload_libraries = 'auto_explain'",
            "auto_explain.log_min_duration = 0",
            "auto_explain.log_analyze = on",
            "auto_explain.log_buffers = on",
            "auto_explain.log_wal = on");

    /** Lists of ids make a line long. */
    private static final int WIDTH = 150;

    private static final Pattern ENTRY = Pattern.compile("(?m)^\\d{4}-.*?LOG: +");
    private static final Pattern OF_PLAN = Pattern.compile(
            "duration:|Query Text:|cost=|Cond:|Filter:|Removed|Buffers:|WAL:|SubPlan|InitPlan|Heap Fetches|Searches");

    private final PostgresServer server;
    private final Jdbc jdbc;

    private PostgresPlans(PostgresServer server, Jdbc jdbc) {
        this.server = server;
        this.jdbc = jdbc;
    }

    static PostgresPlans of(PostgresServer server, Jdbc jdbc) {
        for (String setting : ON) {
            jdbc.execute("ALTER DATABASE postgres SET " + setting);
        }
        return new PostgresPlans(server, jdbc);
    }

    @Override
    public String of(Runnable work) {
        int before = server.process().logOfThisRun().length();
        work.run();
        return ENTRY.splitAsStream(server.process().logOfThisRun().substring(before))
                .filter(entry -> entry.startsWith("duration:") && entry.contains("dlq_"))
                .map(PostgresPlans::inShort)
                .collect(Collectors.joining("\n"));
    }

    private static String inShort(String entry) {
        return entry.lines()
                .filter(line -> OF_PLAN.matcher(line).find())
                .map(line -> line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        jdbc.execute("ALTER DATABASE postgres RESET ALL");
    }
}
