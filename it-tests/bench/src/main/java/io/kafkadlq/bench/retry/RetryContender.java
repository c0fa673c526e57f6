package io.kafkadlq.bench.retry;

import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Meter;
import io.kafkadlq.bench.harness.Run;
import io.kafkadlq.bench.harness.Unit;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets a worker work off what is due, from the moment it may begin until the last result is durable. */
record RetryContender(String name, Optional<String> limit, Worker worker, Store store, int records)
        implements Contender {

    /** Those who commit each execution would take most of the suite's time. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    @Override
    public Run run(Duration bound) {
        var content = worker.content();
        store.restore(EnumSet.of(content));
        var executions = new Executions(records);
        var figures = new HashMap<Unit, Double>();
        Optional<Spent> before;
        long done;
        try (var running = worker.prepare(store.jdbc(), executions)) {
            before = store.spent();
            var meter = Meter.start();
            running.begin();
            await(running, meter, bound.compareTo(LONGEST) < 0 ? bound : LONGEST);
            done = running.isOver() ? records : done(content);
            figures.putAll(meter.stop(done));
        }
        // What was under way at the bound is noted while it closes, and belongs to what was spent.
        long noted = done(content);
        before.ifPresent(spent -> figures.putAll(store.spent().orElseThrow().since(spent, noted)));
        figures.putAll(commits(content, noted));
        return new Run(figures, executions.against(noted));
    }

    private static void await(Worker.Running running, Meter meter, Duration bound) {
        while (!running.isOver() && meter.elapsedNanos() < bound.toNanos()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private long done(Content content) {
        return records - store.jdbc().number(content.left());
    }

    /** Of tasks no row is left to tell. */
    private Map<Unit, Double> commits(Content content, long noted) {
        if (content == Content.TASKS) {
            return Map.of();
        }
        long commits = store.jdbc()
                .number("SELECT count(DISTINCT " + store.writer() + ") FROM " + content.table()
                        + " WHERE status = 'SUCCESS'");
        return Map.of(Unit.RESULTS_A_COMMIT, (double) noted / Math.max(1, commits));
    }
}
