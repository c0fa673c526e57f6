package io.kafkadlq.examples;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.dsl.Storage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A handler gets no more than it may have; what it is not given yet waits in Kafka. */
public final class SlowDownInsteadOfDropping {

    private static final int ORDERS = 300;
    private static final int A_SECOND = 200;
    private static final int BURST = 20;

    private SlowDownInsteadOfDropping() {}

    public static void main(String... arguments) throws InterruptedException {
        var topic = SampleTopic.at(arguments, "example-slow-down").with(ORDERS);
        var left = new CountDownLatch(ORDERS);
        long start = System.nanoTime();
        try (DlqRuntime dlq = DlqHandler.builder()
                .kafka(topic.brokers())
                .storage(Storage.inMemory())
                .channel("orders", orders -> orders.processing(processing -> processing.topics(topic.name()))
                        .rateLimit(limit -> limit.tokenBucket(A_SECOND).burst(BURST))
                        .backpressure(pressure -> pressure.adaptive()
                                .targetTime(Duration.ofMillis(500))
                                .maxPending(50_000))
                        .handler(order -> left.countDown()))
                .build()) {
            left.await(30, TimeUnit.SECONDS);
            var took = Duration.ofNanos(System.nanoTime() - start);
            var least = Duration.ofMillis(1000L * (ORDERS - BURST) / A_SECOND);
            System.out.println(ORDERS - left.getCount() + " orders handled, "
                    + (took.compareTo(least) < 0 ? "too fast" : "no faster than " + A_SECOND + " a second"));
            System.out.println(dlq.control("orders").flow().permitsPerSecond().orElseThrow() + " permits a second");
        }
    }
}
