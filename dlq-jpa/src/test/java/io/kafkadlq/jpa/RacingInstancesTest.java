package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances that are handed the same records, as after a rebalance, each in its own order. */
class RacingInstancesTest {

    private static final int BATCHES = 20;
    private static final int BATCH = 200;

    @TempDir
    Path directory;

    @Test
    void shouldStoreEachRecordOnceInH2() {
        assertThat(duplicatesOfARace(Stores.h2(directory))).isEqualTo(BATCHES * BATCH);
    }

    @Test
    void shouldStoreEachRecordOnceInPostgres() throws Exception {
        assertThat(duplicatesOfARace(SharedPostgres.newDatabase())).isEqualTo(BATCHES * BATCH);
    }

    @Test
    void shouldStoreEachRecordOnceInMariaDb() throws Exception {
        assertThat(duplicatesOfARace(SharedMariaDb.newDatabase())).isEqualTo(BATCHES * BATCH);
    }

    private static long duplicatesOfARace(String url) {
        try (DlqStorage one = Stores.open(url);
                DlqStorage other = Stores.open(url)) {
            var saves = new ArrayList<CompletionStage<StorageResult<SaveReport>>>();
            for (int batch = 0; batch < BATCHES; batch++) {
                saves.add(one.save(shuffled(batch, 1)));
                saves.add(other.save(shuffled(batch, 2)));
            }
            return saves.stream()
                    .mapToLong(save -> value(save).duplicates().size())
                    .sum();
        }
    }

    private static List<DlqRecord> shuffled(int batch, int seed) {
        var records = new ArrayList<>(LongStream.range(0, BATCH)
                .mapToObj(i -> on("raced", (int) (i % 3), batch * BATCH + i).build())
                .toList());
        Collections.shuffle(records, new Random(seed));
        return records;
    }
}
