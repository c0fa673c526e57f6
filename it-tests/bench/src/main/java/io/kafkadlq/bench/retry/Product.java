package io.kafkadlq.bench.retry;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.config.CopyMode;
import io.kafkadlq.api.config.JdbcConfig;
import io.kafkadlq.api.config.SchemaManagement;
import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageFactory;
import io.kafkadlq.api.store.StorageResult;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;

/** The product on a database of this suite: whole, or its storage alone. */
final class Product {

    static final String CHANNEL = "bench";

    private Product() {}

    /** With a handler for retries, and its defaults but for what is given, behind {@code dlq.channel.bench.}. */
    static DlqRuntime start(Jdbc jdbc, RecordHandler handler, Map<String, String> settings) {
        var builder = DlqHandler.builder()
                .setting("dlq.store.type", "jpa")
                .setting("dlq.store.jdbc.url", jdbc.url())
                .setting("dlq.store.jdbc.user", jdbc.user())
                .setting("dlq.channels", CHANNEL);
        settings.forEach((name, value) -> builder.setting("dlq.channel." + CHANNEL + "." + name, value));
        return builder.retryHandler(CHANNEL, handler).build();
    }

    /** @param connections most that it has at once, which is how many calls it serves at once, too */
    static DlqStorage openStorage(Jdbc jdbc, int connections) {
        var config = new StoreConfig(
                "jpa",
                Optional.empty(),
                SchemaManagement.CREATE_OR_UPGRADE,
                new JdbcConfig(
                        Optional.of(jdbc.url()),
                        Optional.of(jdbc.user()),
                        Optional.empty(),
                        connections,
                        CopyMode.AUTO));
        return ServiceLoader.load(DlqStorageFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.type().equals("jpa"))
                .findFirst()
                .orElseThrow()
                .open(config, Thread::new, Clock.systemUTC());
    }

    /** What a stage of the storage ends with. */
    static <T> T value(CompletionStage<StorageResult<T>> stage) {
        var result = stage.toCompletableFuture().join();
        if (result instanceof StorageResult.Success<T> success) {
            return success.value();
        }
        throw new IllegalStateException("The store answered " + result);
    }
}
