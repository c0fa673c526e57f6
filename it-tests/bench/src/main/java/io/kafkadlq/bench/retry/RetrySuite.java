package io.kafkadlq.bench.retry;

import io.kafkadlq.bench.harness.Aim;
import io.kafkadlq.bench.harness.Budget;
import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Directories;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Scene;
import io.kafkadlq.bench.harness.Series;
import io.kafkadlq.bench.harness.Settings;
import io.kafkadlq.bench.harness.Suite;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.rig.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Retries from a store: how many a second, beside db-scheduler and a bare loop, and how punctual. */
public final class RetrySuite implements Suite {

    static final Map<String, String> POSTGRES = Map.of("shared_buffers", "512MB", "max_wal_size", "4GB");

    private static final String IN_POSTGRES = "no-op, postgresql";
    private static final String IN_H2 = "no-op, h2";
    private static final String PRECISION = "200 in 10 s";

    private static final String LIMIT = "limit";
    private static final String OURS = "ours/key";
    private static final String OURS_UNORDERED = "ours/unordered";

    /** Claims as many as db-scheduler fetches at once, and waits for each result as it does. */
    private static final String OURS_RESULT_EACH = "ours/result-each";

    private static final String LOCK_AND_FETCH = "db-scheduler/lock-and-fetch";
    private static final String FETCH = "db-scheduler/fetch";
    private static final String ON_POSTGRES = "ours/postgresql";
    private static final String ON_H2 = "ours/h2";

    private static final int RECORDS = 50_000;

    /** Three contenders wait for more than ten seconds each, at least four times. */
    private static final Duration PRECISION_TAKES = Duration.ofSeconds(180);

    @Override
    public String name() {
        return "retry";
    }

    @Override
    public String description() {
        return "due records from a store through a no-op handler, beside db-scheduler, and how punctual";
    }

    @Override
    public List<Result> measure(Settings settings, Budget budget) {
        int records = settings.records().orElse(RECORDS);
        var data = settings.target().resolve("retry");
        Directories.delete(data);
        try (var server = PostgresServer.start(data.resolve("postgres"), POSTGRES)) {
            var postgres = PostgresStore.of(server);
            var h2 = H2Store.in(data.resolve("h2"));
            for (Store store : List.of(postgres, h2)) {
                System.out.printf(
                        "filling %s with %,d due records%n", store.jdbc().database(), records);
                new Filling(store, records).fill();
            }
            var series = new Series(settings.runs(), System.out);
            var results = new ArrayList<Result>();
            if (isWanted("precision")) {
                results.addAll(
                        series.measure(new Scene(PRECISION, punctual(postgres, h2)), Budget.of(PRECISION_TAKES)));
            }
            if (isWanted("postgresql")) {
                var contenders = contenders(postgres, records, DbScheduler.Polling.LOCK_AND_FETCH);
                results.addAll(series.measure(new Scene(IN_POSTGRES, contenders), budget.share(2)));
            }
            if (isWanted("h2")) {
                var contenders = contenders(h2, records, DbScheduler.Polling.FETCH);
                results.addAll(series.measure(new Scene(IN_H2, contenders), budget.share(1)));
            }
            return results;
        } finally {
            Directories.delete(data);
        }
    }

    /** All scenes, unless one is named. */
    private static boolean isWanted(String scene) {
        var wanted = System.getProperty("bench.scene", "").strip();
        return wanted.isEmpty() || wanted.equals(scene);
    }

    private static List<Contender> punctual(Store postgres, Store h2) {
        return List.of(
                new Punctuality(LIMIT, Optional.empty(), Punctuality::sleeping),
                new Punctuality(ON_POSTGRES, Optional.of(LIMIT), Punctuality.product(postgres)),
                new Punctuality(ON_H2, Optional.of(LIMIT), Punctuality.product(h2)));
    }

    private static List<Contender> contenders(Store store, int records, DbScheduler.Polling polling) {
        var workers = new LinkedHashMap<String, Worker>();
        workers.put(LIMIT, new BareLoop(Content.BARE));
        workers.put("limit/our-table", new BareLoop(Content.UNORDERED));
        workers.put(OURS, new Engine(Content.KEYED, "key"));
        workers.put(OURS_UNORDERED, new Engine(Content.UNORDERED, "unordered"));
        workers.put(
                OURS_RESULT_EACH,
                new ScheduleLoop(DbScheduler.THREADS, DbScheduler.THREADS * DbScheduler.MOST_FETCHED));
        workers.put(polling == DbScheduler.Polling.FETCH ? FETCH : LOCK_AND_FETCH, new DbScheduler(polling));
        return workers.entrySet().stream()
                .<Contender>map(worker -> new RetryContender(
                        worker.getKey(),
                        Optional.of(LIMIT).filter(limit -> !limit.equals(worker.getKey())),
                        worker.getValue(),
                        store,
                        records))
                .toList();
    }

    @Override
    public List<Aim> aims() {
        return List.of(
                Aim.ratio(IN_POSTGRES, OURS, LOCK_AND_FETCH, Unit.RATE, 5, 5),
                Aim.ratio(IN_POSTGRES, OURS_UNORDERED, LOCK_AND_FETCH, Unit.RATE, 5, 5),
                Aim.ratio(IN_POSTGRES, OURS_RESULT_EACH, LOCK_AND_FETCH, Unit.RATE, 2, 2),
                Aim.ratio(IN_H2, OURS, FETCH, Unit.RATE, 5, 5),
                Aim.ratio(IN_H2, OURS_RESULT_EACH, FETCH, Unit.RATE, 2, 2),
                Aim.figure(PRECISION, ON_POSTGRES, Unit.LATE_MOST, 50, 100),
                Aim.figure(PRECISION, ON_POSTGRES, Unit.LATE_LEAST, 0, 0),
                Aim.figure(PRECISION, ON_H2, Unit.LATE_MOST, 50, 100),
                Aim.figure(PRECISION, ON_H2, Unit.LATE_LEAST, 0, 0));
    }
}
