package io.kafkadlq.jpa;

import io.kafkadlq.api.store.DlqIntakeContract;
import io.kafkadlq.api.store.DlqStorage;
import org.junit.jupiter.api.BeforeAll;

/** PostgreSQL without COPY, by Hibernate alone: only what is written is written otherwise. */
class UncopiedStorageTest extends DlqIntakeContract {

    private static String database;

    @BeforeAll
    static void createDatabase() throws Exception {
        database = SharedPostgres.newDatabase();
    }

    @Override
    protected DlqStorage open() {
        return Stores.openWithoutCopy(database);
    }
}
