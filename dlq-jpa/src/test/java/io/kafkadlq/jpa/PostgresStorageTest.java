package io.kafkadlq.jpa;

import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageContract;
import org.junit.jupiter.api.BeforeAll;

/** By COPY, single rows too. */
class PostgresStorageTest extends DlqStorageContract {

    private static String database;

    @BeforeAll
    static void createDatabase() throws Exception {
        database = SharedPostgres.newDatabase();
    }

    @Override
    protected DlqStorage open() {
        return Stores.openCopying(database);
    }
}
