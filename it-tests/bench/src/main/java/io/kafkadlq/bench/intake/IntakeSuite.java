package io.kafkadlq.bench.intake;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.bench.harness.Budget;
import io.kafkadlq.bench.harness.Directories;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Scene;
import io.kafkadlq.bench.harness.Series;
import io.kafkadlq.bench.harness.Settings;
import io.kafkadlq.bench.harness.Suite;
import io.kafkadlq.rig.KafkaBroker;
import io.kafkadlq.rig.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the topic to a store that keeps what it has: the product beside what could at best be. */
public final class IntakeSuite implements Suite {

    /** The same for the product and for its limit; nothing here touches durability. */
    private static final Map<String, String> POSTGRES = Map.of("shared_buffers", "512MB", "max_wal_size", "4GB");

    private static final int RECORDS = 200_000;

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public String description() {
        return "dead letters from a topic into memory, H2 and PostgreSQL, beside bare loops";
    }

    @Override
    public List<Result> measure(Settings settings, Budget budget) {
        int records = settings.records().orElse(RECORDS);
        var data = settings.target().resolve("intake");
        Directories.delete(data);
        try (var broker = KafkaBroker.start(data.resolve("broker"));
                var postgres = PostgresServer.start(data.resolve("postgres"), POSTGRES)) {
            var product = PostgresTarget.at(postgres.jdbcUrl());
            createSchema(product);
            var twin = product.table().twin("bare_copy");
            var results = new ArrayList<Result>();
            int scenesLeft = Letters.values().length;
            for (Letters letters : Letters.values()) {
                var share = budget.share(scenesLeft--);
                System.out.printf("%s: filling a topic with %,d records%n", letters.scene(), records);
                var topic = letters.fill(broker, records);
                var contenders = List.of(
                        new Limit(topic),
                        new Ours(topic, new MemoryTarget()),
                        new Ours(topic, new H2Target(data.resolve("h2"))),
                        new CopyLimit(topic, twin),
                        new Ours(topic, product));
                results.addAll(
                        new Series(settings.runs(), System.out).measure(new Scene(letters.scene(), contenders), share));
            }
            return results;
        } finally {
            Directories.delete(data);
        }
    }

    /** The product makes its tables when it starts. */
    private static void createSchema(Target target) {
        var builder = DlqHandler.builder();
        target.settings().forEach(builder::setting);
        builder.build().close();
    }
}
