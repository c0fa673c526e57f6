package io.kafkadlq.boot;

import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageFactory;
import io.kafkadlq.core.memory.MemoryStorageFactory;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A storage as code hands it over. */
record CountedStorages(AtomicInteger opened) implements DlqStorageFactory {

    @Override
    public String type() {
        return "counted";
    }

    @Override
    public DlqStorage open(StoreConfig config, ThreadFactory threads, Clock clock) {
        opened.incrementAndGet();
        return new MemoryStorageFactory().open(config, threads, clock);
    }
}
