package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.StorageResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that refuses one record of a batch: the caller must learn that the content is to blame. */
class RefusedContentTest {

    private static final String REFUSE_TOPIC = "ALTER TABLE dlq_record ADD CHECK (source_topic <> 'refused')";

    @TempDir
    Path directory;

    @Test
    void shouldRejectTheBatchAndKeepItsOtherRecordsStorableInH2() throws Exception {
        refuseOneOfABatch(
                Stores.open(Stores.h2(directory)), DriverManager.getConnection(Stores.h2(directory), "sa", ""));
    }

    @Test
    void shouldRejectTheBatchAndKeepItsOtherRecordsStorableInPostgres() throws Exception {
        String url = SharedPostgres.newDatabase();
        refuseOneOfABatch(Stores.open(url), DriverManager.getConnection(url, "postgres", ""));
    }

    @Test
    void shouldRejectTheBatchAndKeepItsOtherRecordsStorableByCopy() throws Exception {
        String url = SharedPostgres.newDatabase();
        refuseOneOfABatch(Stores.openCopying(url), DriverManager.getConnection(url, "postgres", ""));
    }

    private static void refuseOneOfABatch(DlqStorage storage, Connection connection) throws Exception {
        try (storage;
                connection;
                var statement = connection.createStatement()) {
            statement.execute(REFUSE_TOPIC);
            var good = on("fine", 0, 1).build();
            var bad = on("refused", 0, 1).build();

            var whole = result(storage.save(List.of(good, bad)));

            assertThat(whole)
                    .isInstanceOfSatisfying(StorageResult.Failure.class, failed -> assertThat(failed.retryable())
                            .isFalse());
            assertThat(result(storage.find(good.id()))).isInstanceOf(StorageResult.NotFound.class);
            assertThat(value(storage.save(List.of(good))).duplicates()).isEmpty();
        }
    }
}
