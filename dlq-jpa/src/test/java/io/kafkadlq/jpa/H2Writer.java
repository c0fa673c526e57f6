package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.value;

import io.kafkadlq.api.store.DlqStorage;
import java.util.stream.LongStream;

/** A process that stores batches without end and prints the number of each when it is acknowledged. */
final class H2Writer {

    static final int BATCH = 50;

    private H2Writer() {}

    public static void main(String[] args) {
        DlqStorage storage = Stores.openDefault();
        for (long batch = 0; ; batch++) {
            value(storage.save(LongStream.range(batch * BATCH, (batch + 1) * BATCH)
                    .mapToObj(offset -> on("written", 0, offset).build())
                    .toList()));
            System.out.println(batch);
        }
    }
}
