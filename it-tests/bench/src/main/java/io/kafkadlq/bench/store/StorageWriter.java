package io.kafkadlq.bench.store;

import io.kafkadlq.api.config.CopyMode;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.bench.database.Jdbc;
import io.kafkadlq.bench.database.Storages;
import io.kafkadlq.core.time.RecordIds;
import java.util.List;

/** The product's storage without its engine, as the engine calls it: duplicates are recognised, stack traces stored. */
record StorageWriter(DlqStorage storage) implements Writer {

    private static final int CONNECTIONS = 2;

    /** Makes the tables, too. */
    static StorageWriter open(String url, CopyMode copy) {
        var storage = Storages.open(new Jdbc("postgresql", url, "postgres"), CONNECTIONS, copy);
        // Its pool connects when it is first asked for something.
        storage.find(RecordIds.next()).toCompletableFuture().join();
        return new StorageWriter(storage);
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
