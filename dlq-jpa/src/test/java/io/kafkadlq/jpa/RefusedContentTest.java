package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.StorageResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
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
        refuseOneOfABatch(Stores.open(Stores.h2(directory)), Stores.connect(Stores.h2(directory)));
    }

    @Test
    void shouldRejectTheBatchAndKeepItsOtherRecordsStorableInPostgres() throws Exception {
        String url = SharedPostgres.newDatabase();
        refuseOneOfABatch(Stores.open(url), Stores.connect(url));
    }

    @Test
    void shouldRejectTheBatchAndKeepItsOtherRecordsStorableByCopy() throws Exception {
        String url = SharedPostgres.newDatabase();
        refuseOneOfABatch(Stores.openCopying(url), Stores.connect(url));
    }

    @Test
    void shouldRejectTheBatchAndKeepItsOtherRecordsStorableInMariaDb() throws Exception {
        String url = SharedMariaDb.newDatabase();
        refuseOneOfABatch(Stores.open(url), Stores.connect(url));
    }

    @Test
    void shouldNameWhatKeepsMariaDbFromTakingALargeRecord() throws Exception {
        try (var storage = Stores.open(SharedMariaDb.newDatabase())) {
            var good = on("fine", 0, 1).build();
            var large = on("large", 0, 1, Payload.of(null, new byte[9 << 20], DlqHeaders.none()))
                    .build();

            var refused = result(storage.save(List.of(good, large)));

            assertThat(refused).isInstanceOfSatisfying(StorageResult.Failure.class, failed -> {
                assertThat(failed.retryable()).isFalse();
                assertThat(failed.cause())
                        .hasMessageContainingAll(large.id().toString(), "max_allowed_packet of 16777216", "raise");
            });
            assertThat(value(storage.save(List.of(good))).duplicates()).isEmpty();
        }
    }

    /** What MariaDB takes is known: the driver doubles some bytes, in a single row at least. */
    @Test
    void shouldStoreInMariaDbWhatJustFits() throws Exception {
        byte[] letters = new byte[(16 << 20) - (256 << 10) - 100];
        Arrays.fill(letters, (byte) 'x');
        byte[] zeros = new byte[(8 << 20) - (128 << 10) - 100];
        try (var storage = Stores.open(SharedMariaDb.newDatabase())) {
            for (byte[] value : List.of(letters, zeros)) {
                var one = on("large", 0, value.length, Payload.of(null, value, DlqHeaders.none()))
                        .build();
                var two = on("large", 1, value.length, Payload.of(null, value, DlqHeaders.none()))
                        .build();

                assertThat(value(storage.save(List.of(one))).duplicates()).isEmpty();
                assertThat(value(storage.save(List.of(
                                        two, on("small", 0, value.length).build())))
                                .duplicates())
                        .isEmpty();

                assertThat(value(storage.find(one.id())).payload()).isEqualTo(one.payload());
                assertThat(value(storage.find(two.id())).payload()).isEqualTo(two.payload());
            }
        }
    }

    @Test
    void shouldRejectTimesThatMariaDbDoesNotHold() throws Exception {
        try (var storage = Stores.open(SharedMariaDb.newDatabase())) {
            var far = on("far", 0, 1)
                    .metadata(ProcessingMetadata.createdAt(Instant.parse("+12026-01-01T00:00:00Z")))
                    .build();

            assertThat(result(storage.save(List.of(far))))
                    .isInstanceOfSatisfying(StorageResult.Failure.class, failed -> assertThat(failed.retryable())
                            .isFalse());
        }
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
