package io.kafkadlq.bench.retry;

import io.kafkadlq.rig.PostgresServer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The plans that PostgreSQL makes for what a piece of work asks of it: auto_explain writes them into its log. */
final class Plans {

    private static final List<String> ON = List.of(
            "session_preload_libraries = 'auto_explain'",
            "auto_explain.log_min_duration = 0",
            "auto_explain.log_analyze = on",
            "auto_explain.log_buffers = on");

    /** Lists of ids make a line long. */
    private static final int WIDTH = 150;

    private static final Pattern ENTRY = Pattern.compile("(?m)^\\d{4}-.*?LOG: +");
    private static final Pattern OF_PLAN =
            Pattern.compile("duration:|Query Text:|cost=|Cond:|Filter:|Removed|Buffers:|SubPlan");

    private Plans() {}

    /** Of sessions that begin while the work runs. */
    static String of(PostgresServer server, Jdbc jdbc, Runnable work) {
        for (String setting : ON) {
            jdbc.execute("ALTER DATABASE postgres SET " + setting);
        }
        int before = server.process().logOfThisRun().length();
        work.run();
        jdbc.execute("ALTER DATABASE postgres RESET ALL");
        return ENTRY.splitAsStream(server.process().logOfThisRun().substring(before))
                .filter(entry -> entry.startsWith("duration:") && entry.contains("dlq_progress"))
                .map(Plans::inShort)
                .collect(Collectors.joining("\n"));
    }

    private static String inShort(String entry) {
        return entry.lines()
                .filter(line -> OF_PLAN.matcher(line).find())
                .map(line -> line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line)
                .collect(Collectors.joining("\n"));
    }
}
