package io.kafkadlq.jpa;

import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2StorageTest extends DlqStorageContract {

    @TempDir
    static Path directory;

    /** Holds the file open between tests, which spares each of them the opening. */
    private static DlqStorage keeper;

    @BeforeAll
    static void openFile() {
        keeper = Stores.open(Stores.h2(directory));
    }

    @AfterAll
    static void closeFile() {
        keeper.close();
    }

    @Override
    protected DlqStorage open() {
        return Stores.open(Stores.h2(directory));
    }
}
