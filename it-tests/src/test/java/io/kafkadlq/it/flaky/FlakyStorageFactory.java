package io.kafkadlq.it.flaky;

import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageFactory;
import java.time.Clock;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadFactory;

/** Opens the storage of {@code dlq.store.type=flaky}. */
public final class FlakyStorageFactory implements DlqStorageFactory {

    @Override
    public String type() {
        return "flaky";
    }

    @Override
    public DlqStorage open(StoreConfig config, ThreadFactory threads, Clock clock) {
        var memory = ServiceLoader.load(DlqStorageFactory.class, getClass().getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.type().equals("memory"))
                .findFirst()
                .orElseThrow();
        return new FlakyStorage(memory.open(config, threads, clock));
    }
}
