package io.kafkadlq.core.memory;

import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageContract;
import java.time.Clock;

class MemoryStorageTest extends DlqStorageContract {

    @Override
    protected DlqStorage open() {
        return new MemoryStorage(Clock.systemUTC());
    }
}
