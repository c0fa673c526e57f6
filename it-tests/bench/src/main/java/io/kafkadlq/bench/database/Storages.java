package io.kafkadlq.bench.database;

import io.kafkadlq.api.config.CopyMode;
import io.kafkadlq.api.config.JdbcConfig;
import io.kafkadlq.api.config.Partitioning;
import io.kafkadlq.api.config.SchemaManagement;
import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageFactory;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.StorageResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;

/** The product's storage without its engine. */
public final class Storages {

    private Storages() {}

    /**
     * Makes the tables, too.
     *
     * @param connections most that it has at once, which is how many calls it serves at once, too
     */
    public static DlqStorage open(Jdbc jdbc, int connections, CopyMode copy) {
        var config = new StoreConfig(
                "jpa",
                Optional.empty(),
                SchemaManagement.CREATE_OR_UPGRADE,
                new JdbcConfig(
                        Optional.of(jdbc.url()),
                        Optional.of(jdbc.user()),
                        Optional.empty(),
                        connections,
                        copy,
                        Partitioning.NONE));
        return ServiceLoader.load(DlqStorageFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.type().equals("jpa"))
                .findFirst()
                .orElseThrow()
                .open(config, Thread::new, Clock.systemUTC());
    }

    public static DlqStorage open(Jdbc jdbc, int connections) {
        return open(jdbc, connections, CopyMode.AUTO);
    }

    /** What a stage of the storage ends with. */
    public static <T> T value(CompletionStage<StorageResult<T>> stage) {
        var result = stage.toCompletableFuture().join();
        if (result instanceof StorageResult.Success<T> success) {
            return success.value();
        }
        throw new IllegalStateException("The store answered " + result);
    }

    /** What the first run of a claimed record brings that ends now, and well. */
    public static RunResult success(String node, DlqRecord claimed, Instant startedAt) {
        int attempt = claimed.metadata().attempts() + 1;
        var after = claimed.summary()
                .withStatus(DlqStatus.SUCCESS)
                .withMetadata(claimed.metadata().withAttempts(attempt).withoutNextAttempt());
        var took = Duration.between(startedAt, Instant.now());
        return new RunResult(
                after, List.of(new Attempt(attempt, startedAt, took, node, new Attempt.Outcome.Succeeded())));
    }
}
