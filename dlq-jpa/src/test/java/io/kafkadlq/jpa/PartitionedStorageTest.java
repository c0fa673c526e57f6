package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.fromCode;
import static io.kafkadlq.api.store.StoreFixtures.value;

import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** PostgreSQL with a partition for each month. */
class PartitionedStorageTest extends DlqStorageContract {

    private static String database;

    /** With a record that must stay, so that no test has the others' month dropped. */
    @BeforeAll
    static void createDatabase() throws Exception {
        database = SharedPostgres.newDatabase();
        try (var storage = Stores.openMonthly(database)) {
            value(storage.save(List.of(fromCode().build())));
        }
    }

    @Override
    protected DlqStorage open() {
        return Stores.openMonthly(database);
    }

    /** Records that were taken in just now, as many of the tests' are, belong to a month that is not over. */
    @Override
    protected Duration purgesLaterBy() {
        return Duration.ofDays(366);
    }

    @Override
    protected boolean isTriedWithMany() {
        return false;
    }
}
