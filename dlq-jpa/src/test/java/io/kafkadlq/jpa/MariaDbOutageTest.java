package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.StorageResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A MariaDB that is killed and started again while records keep coming. */
class MariaDbOutageTest {

    @Test
    void shouldLoseNothingAcknowledgedAndGoOnWhenItIsBack() throws Exception {
        try (var server = MariaDbServer.start();
                var storage = Stores.open(server.newDatabase("outage"))) {
            var acknowledged = new ConcurrentLinkedQueue<DlqRecord>();
            var retryable = new AtomicLong();
            var refused = new AtomicLong();
            var stop = new AtomicBoolean();
            var load = Stores.THREADS.newThread(() -> {
                for (long offset = 0; !stop.get(); offset++) {
                    var next = on("t", 0, offset).build();
                    while (result(storage.save(List.of(next))) instanceof StorageResult.Failure<?> failed) {
                        (failed.retryable() ? retryable : refused).incrementAndGet();
                    }
                    acknowledged.add(next);
                }
            });
            load.start();
            try {
                await().until(() -> acknowledged.size() > 100);

                server.kill();
                await().until(() -> retryable.get() > 0);
                int before = acknowledged.size();
                server.startAgain();
                await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > before + 100);
            } finally {
                stop.set(true);
            }
            load.join(30_000);

            assertThat(refused).hasValue(0);
            assertThat(value(storage.save(List.copyOf(acknowledged))).duplicates())
                    .hasSize(acknowledged.size());
        }
    }
}
