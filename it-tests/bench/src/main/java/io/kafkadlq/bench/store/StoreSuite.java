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
import java.sql.SQLException;
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
            return measure(server.jdbcUrl(), batches, new Series(settings.runs(), System.out), budget);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot connect", e);
        } finally {
            Directories.delete(data);
        }
    }

    /** All stay open for all rounds, as they would in an application. */
    private static List<Result> measure(String url, List<List<DlqRecord>> batches, Series series, Budget budget)
            throws SQLException {
        try (var jpa = StorageWriter.open(url, CopyMode.OFF);
                var copy = StorageWriter.open(url, CopyMode.AUTO);
                var persist = HibernateWriter.open(url)) {
            var product = Tables.ofProduct(url);
            var twins = product.twins();
            var limit = Optional.of(LIMIT);
            try (var bare = CopyWriter.into(twins);
                    var single = JdbcWriter.into(twins, 1);
                    var batch = JdbcWriter.into(twins, BATCH)) {
                var contenders = List.<Contender>of(
                        new StoreContender(LIMIT, Optional.empty(), bare, twins, batches),
                        new StoreContender("jdbc/single-rows", limit, single, twins, batches),
                        new StoreContender("jdbc/batches", limit, batch, twins, batches),
                        new StoreContender(PERSIST, limit, persist, HibernateWriter.tables(url), batches),
                        new StoreContender(OURS_BY_JPA, limit, jpa, product, batches),
                        new StoreContender(OURS_BY_COPY, limit, copy, product, batches));
                return series.measure(new Scene(SCENE, contenders), budget);
            }
        }
    }

    @Override
    public List<Aim> aims() {
        return List.of(
                Aim.ratio(SCENE, OURS_BY_COPY, LIMIT, Unit.RATE, 0.85, 0.7),
                Aim.ratio(SCENE, OURS_BY_JPA, PERSIST, Unit.RATE, 1, 0.9));
    }
}
