package io.kafkadlq.bench.memory;

import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageFactory;
import io.kafkadlq.bench.line.AnsweringStorage;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;

/** Opens the store of type {@value #TYPE}: one that does not answer, so that all it should store has to wait. */
public final class SilentStorageFactory implements DlqStorageFactory {

    static final String TYPE = "silent";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DlqStorage open(StoreConfig config, ThreadFactory threads, Clock clock) {
        return AnsweringStorage.never();
    }
}
