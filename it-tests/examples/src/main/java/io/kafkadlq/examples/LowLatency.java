package io.kafkadlq.examples;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.dsl.Storage;
import java.time.Duration;

/** Small batches that never wait: a dead letter is durable as soon as the store can write it. */
public final class LowLatency {

    private static final int LETTERS = 500;

    private LowLatency() {}

    public static void main(String... arguments) {
        try (DlqRuntime dlq = DlqHandler.builder()
                .storage(Storage.inMemory())
                .channel(
                        "orders",
                        orders -> orders.performance(
                                performance -> performance.lowLatency().latency(Duration.ofMillis(20))))
                .build()) {
            for (int i = 0; i < LETTERS; i++) {
                SampleLetters.submit(dlq.channel("orders"), "customer-" + i, new IllegalStateException("no stock"));
            }
            var metrics = dlq.desk().metrics().get("orders");
            System.out.println(metrics.stored() + " dead letters, each durable within "
                    + metrics.storeP50().toNanos() / 1000 + " us in the median and "
                    + metrics.storeP99().toNanos() / 1000 + " us in 99 of 100 cases");
        }
    }
}
