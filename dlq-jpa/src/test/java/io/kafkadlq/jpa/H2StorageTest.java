package io.kafkadlq.jpa;

import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2StorageTest extends DlqStorageContract {

    @TempDir
    static Path directory;

    @Override
    protected DlqStorage open() {
        return Stores.open(Stores.h2(directory));
    }
}
