package io.kafkadlq.examples;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.dsl.Storage;
import io.kafkadlq.api.event.BreakerChanged;
import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.policy.BackoffStrategy.Fixed;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** While the bank is down a circuit breaker leaves it alone; a listener is told, and all goes on when it is back. */
public final class DependencyDown {

    private static final int ORDERS = 100;

    private DependencyDown() {}

    public static void main(String... arguments) throws InterruptedException {
        var topic = SampleTopic.at(arguments, "example-breaker").with(ORDERS);
        var bankIsUp = new AtomicBoolean();
        var left = new CountDownLatch(ORDERS);
        try (DlqRuntime dlq = DlqHandler.builder()
                .kafka(topic.brokers())
                .storage(Storage.inMemory())
                .listener(event -> {
                    if (event instanceof BreakerChanged change) {
                        System.out.println("breaker " + change.to());
                        // Somebody reads this and repairs the bank.
                        bankIsUp.compareAndSet(false, change.to() == BreakerState.OPEN);
                    }
                })
                .channel("orders", orders -> orders.processing(processing -> processing.topics(topic.name()))
                        .circuitBreaker(breaker -> breaker.consecutiveFailures(3)
                                .openFor(Duration.ofMillis(500))
                                .probes(1))
                        .retry(retry -> retry.backoff(new Fixed(Duration.ofMillis(100))))
                        .handler(order -> {
                            if (!bankIsUp.get()) {
                                throw new ConnectException("the bank is down");
                            }
                            left.countDown();
                        }))
                .build()) {
            left.await(30, TimeUnit.SECONDS);
            System.out.println(ORDERS - left.getCount() + " orders booked");
            System.out.println(dlq.desk().metrics().get("orders").stored() < ORDERS / 2 ? "few dead letters" : "many");
        }
    }
}
