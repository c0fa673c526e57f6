package io.kafkadlq.bench.retry;

import io.kafkadlq.bench.harness.Aim;
import io.kafkadlq.bench.harness.Budget;
import io.kafkadlq.bench.harness.Directories;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Settings;
import io.kafkadlq.bench.harness.Suite;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.rig.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What claims, results and what time does to records take where millions wait. */
public final class BacklogSuite implements Suite {

    /** A quarter of the memory for its buffers, as its manual advises for a server of its own, on a machine of 24 GiB. */
    private static final Map<String, String> POSTGRES = Map.of("shared_buffers", "6GB", "max_wal_size", "8GB");

    private static final String IN_POSTGRES = "backlog, postgresql";
    private static final String IN_H2 = "backlog, h2";

    /** In H2 there are a tenth as many. */
    private static final int RECORDS = 10_000_000;

    /** Enough for a few claims. */
    private static final int FEWEST = 3_000_000;

    private static final int CONNECTIONS = 4;

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public String description() {
        return "claims and results where ten million records wait, in PostgreSQL, and a tenth of that in H2";
    }

    @Override
    public List<Result> measure(Settings settings, Budget budget) {
        int records = settings.records().orElse(RECORDS);
        if (records < FEWEST) {
            throw new IllegalArgumentException("bench.records is " + records + ", at least " + FEWEST + " are needed");
        }
        var due = Backlog.Due.chosen();
        var data = settings.target().resolve("backlog");
        Directories.delete(data);
        try {
            var results = new ArrayList<>(inPostgres(data.resolve("postgres"), records, due));
            Directories.delete(data);
            results.addAll(inH2(H2Store.in(data.resolve("h2")).jdbc(), records / 10, due));
            return results;
        } finally {
            Directories.delete(data);
        }
    }

    private static List<Result> inPostgres(Path directory, int records, Backlog.Due due) {
        var filling = new HashMap<>(POSTGRES);
        filling.putAll(Map.of("wal_level", "minimal", "max_wal_senders", "0"));
        try (var server = PostgresServer.start(directory, filling)) {
            System.out.printf("filling postgresql with %,d records%n", records);
            var jdbc = PostgresStore.of(server).jdbc();
            Product.openStorage(jdbc, CONNECTIONS).close();
            Backlog.fillPostgres(jdbc, records, due);
        }
        try (var server = PostgresServer.start(directory, POSTGRES)) {
            var jdbc = PostgresStore.of(server).jdbc();
            var results = measure(jdbc, IN_POSTGRES, records);
            System.out.println(Plans.of(server, jdbc, () -> {
                try (var storage = Product.openStorage(jdbc, CONNECTIONS)) {
                    new StoreCalls(storage).claimAndComplete(1);
                }
            }));
            return results;
        }
    }

    private static List<Result> inH2(Jdbc jdbc, int records, Backlog.Due due) {
        System.out.printf("filling h2 with %,d records%n", records);
        Product.openStorage(jdbc, CONNECTIONS).close();
        Backlog.fillH2(jdbc, records, due);
        return measure(jdbc, IN_H2, records);
    }

    private static List<Result> measure(Jdbc jdbc, String scene, int records) {
        System.out.println("measuring " + jdbc.database());
        try (var storage = Product.openStorage(jdbc, CONNECTIONS)) {
            return new StoreCalls(storage).measure(scene, records / Backlog.RECORDS_A_DUE_ONE);
        }
    }

    @Override
    public List<Aim> aims() {
        return List.of(Aim.figure(IN_POSTGRES, StoreCalls.CLAIM, Unit.CALL, 25, 50));
    }
}
