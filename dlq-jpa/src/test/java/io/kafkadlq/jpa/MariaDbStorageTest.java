package io.kafkadlq.jpa;

import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageContract;
import org.junit.jupiter.api.BeforeAll;

class MariaDbStorageTest extends DlqStorageContract {

    private static String database;

    @BeforeAll
    static void createDatabase() throws Exception {
        database = SharedMariaDb.newDatabase();
    }

    @Override
    protected DlqStorage open() {
        return Stores.open(database);
    }
}
