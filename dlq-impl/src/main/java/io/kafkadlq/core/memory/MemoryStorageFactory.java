package io.kafkadlq.core.memory;

import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageFactory;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;

/** Opens the storage of {@code dlq.store.type=memory}. */
public final class MemoryStorageFactory implements DlqStorageFactory {

    @Override
    public String type() {
        return "memory";
    }

    @Override
    public DlqStorage open(StoreConfig config, ThreadFactory threads, Clock clock) {
        return new MemoryStorage(clock);
    }
}
