package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.value;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;

/**
 * Prints how many records of 1 KiB a database stores in a second, in batches of 1,000: {@code SaveRate <jdbc-url>
 * <batches in flight>}. Orders of magnitude, not a benchmark.
 */
final class SaveRate {

    private static final int BATCH = 1_000;
    private static final int BATCHES = 30;
    private static final int RUNS = 6;

    private SaveRate() {}

    public static void main(String[] args) {
        try (DlqStorage storage = Stores.open(args[0])) {
            for (int run = 0; run < RUNS; run++) {
                System.out.printf("%,d rows/s%n", rate(storage, Integer.parseInt(args[1]), "run-" + System.nanoTime()));
            }
        }
    }

    private static long rate(DlqStorage storage, int inFlight, String topic) {
        List<List<DlqRecord>> batches =
                LongStream.range(0, BATCHES).mapToObj(i -> batch(topic, i)).toList();
        var waiting = new ArrayDeque<CompletionStage<StorageResult<SaveReport>>>();
        long start = System.nanoTime();
        for (List<DlqRecord> batch : batches) {
            if (waiting.size() == inFlight) {
                value(waiting.remove());
            }
            waiting.add(storage.save(batch));
        }
        waiting.forEach(save -> value(save));
        return BATCHES * BATCH * 1_000_000_000L / (System.nanoTime() - start);
    }

    private static List<DlqRecord> batch(String topic, long number) {
        var random = new Random(number);
        return LongStream.range(number * BATCH, (number + 1) * BATCH)
                .mapToObj(offset -> {
                    byte[] value = new byte[1024];
                    random.nextBytes(value);
                    return on(topic, 0, offset, Payload.of(new byte[] {1, 2, 3, 4}, value, DlqHeaders.none()))
                            .build();
                })
                .toList();
    }
}
