package io.kafkadlq.jpa;

import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStorageTest extends DlqStorageContract {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    @Override
    protected DlqStorage open() {
        return Stores.open(postgres.getJdbcUrl("postgres", "postgres"));
    }
}
