package io.kafkadlq.bench.store;

import io.kafkadlq.api.config.CopyMode;
import io.kafkadlq.api.model.DlqRecord;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Batches of dead letters into PostgreSQL: the product's storage beside what one would write by hand. */
public final class StoreSuite implements Suite {

    /** The same for all; nothing here touches durability. */
    private static final Map<String, String> POSTGRES = Map.of("shared_buffers", "512MB", "max_wal_size", "4GB");

    private static final String SCENE = "batches of 1,000";
    private static final String LIMIT = "limit";
    private static final String PERSIST = "hibernate/persist";
    private static final String OURS_BY_JPA = "ours/jpa-batches";
    private static final String OURS_BY_COPY = "ours/copy";

    private static final int RECORDS = 60_000;
    private static final int BATCH = 1_000;

    @Override
    public String name() {
        return "store";
    }

    @Override
    public String description() {
        return "dead letters into PostgreSQL, by COPY, JPA and JDBC, beside bare COPY";
    }

    @Override
    public List<Result> measure(Settings settings, Budget budget) {
        var batches = DeadLetters.batches(settings.records().orElse(RECORDS), BATCH);
        var data = settings.target().resolve("store");
        Directories.delete(data);
        try (var server = PostgresServer.start(data, POSTGRES)) {
            var url = server.jdbcUrl();
            // Each makes its tables when it is opened.
            StorageWriter.open(url, CopyMode.AUTO).close();
            HibernateWriter.open(url).close();
            return new Series(settings.runs(), System.out).measure(new Scene(SCENE, contenders(url, batches)), budget);
        } finally {
            Directories.delete(data);
        }
    }

    private static List<Contender> contenders(String url, List<List<DlqRecord>> batches) {
        var product = Tables.ofProduct(url);
        var twins = product.twins();
        var limit = Optional.of(LIMIT);
        return List.of(
                new StoreContender(LIMIT, Optional.empty(), CopyWriter.into(twins), twins, batches),
                new StoreContender("jdbc/single-rows", limit, JdbcWriter.into(twins, 1), twins, batches),
                new StoreContender("jdbc/batches", limit, JdbcWriter.into(twins, BATCH), twins, batches),
                new StoreContender(
                        PERSIST, limit, () -> HibernateWriter.open(url), HibernateWriter.tables(url), batches),
                new StoreContender(OURS_BY_JPA, limit, StorageWriter.of(url, CopyMode.OFF), product, batches),
                new StoreContender(OURS_BY_COPY, limit, StorageWriter.of(url, CopyMode.AUTO), product, batches));
    }

    @Override
    public List<Aim> aims() {
        return List.of(
                Aim.ratio(SCENE, OURS_BY_COPY, LIMIT, Unit.RATE, 0.85, 0.7),
                Aim.ratio(SCENE, OURS_BY_JPA, PERSIST, Unit.RATE, 1, 0.9));
    }
}
