package io.kafkadlq.bench.store;

import io.kafkadlq.api.config.CopyMode;
import io.kafkadlq.api.config.JdbcConfig;
import io.kafkadlq.api.config.SchemaManagement;
import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageFactory;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.time.RecordIds;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The product's storage without its engine, as the engine calls it: duplicates are recognised, stack traces stored. */
record StorageWriter(DlqStorage storage) implements Writer {

    private static final int CONNECTIONS = 2;

    /** Makes the tables, too. */
    static StorageWriter open(String url, CopyMode copy) {
        var storage = storage(url, copy);
        // Its pool connects when it is first asked for something.
        storage.find(RecordIds.next()).toCompletableFuture().join();
        return new StorageWriter(storage);
    }

    private static DlqStorage storage(String url, CopyMode copy) {
        var config = new StoreConfig(
                "jpa",
                Optional.empty(),
                SchemaManagement.CREATE_OR_UPGRADE,
                new JdbcConfig(Optional.of(url), Optional.empty(), Optional.empty(), CONNECTIONS, copy));
        return ServiceLoader.load(DlqStorageFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.type().equals("jpa"))
                .findFirst()
                .orElseThrow()
                .open(config, Thread::new, Clock.systemUTC());
    }

    @Override
    public void write(List<DlqRecord> batch) {
        var result = storage.save(batch).toCompletableFuture().join();
        if (!(result instanceof StorageResult.Success)) {
            throw new IllegalStateException("The store answered " + result);
        }
    }

    @Override
    public void close() {
        storage.close();
    }
}
