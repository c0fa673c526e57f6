package io.kafkadlq.examples;

import static io.kafkadlq.examples.SampleTopic.text;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.Verdict;
import io.kafkadlq.api.dsl.Storage;
import io.kafkadlq.api.policy.BackoffStrategy.Fixed;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The product polls, and calls a handler; what that fails on is handled again later, and the topic goes on. */
public final class PollAndHandle {

    private PollAndHandle() {}

    public static void main(String... arguments) throws InterruptedException {
        var topic = SampleTopic.at(arguments, "example-poll").with("anna", "bert", "cleo");
        var booked = new CountDownLatch(3);
        try (DlqRuntime dlq = DlqHandler.builder()
                .kafka(topic.brokers())
                .storage(Storage.inMemory())
                .channel("orders", orders -> orders.processing(processing -> processing.topics(topic.name()))
                        .retry(retry -> retry.backoff(new Fixed(Duration.ofMillis(200))))
                        .handler((order, context) -> {
                            book(order, context);
                            booked.countDown();
                            return Verdict.done();
                        }))
                .build()) {
            booked.await(30, TimeUnit.SECONDS);
            System.out.println(dlq.desk().metrics().get("orders").stored() + " dead letter");
        }
    }

    private static void book(ConsumerRecord<byte[], byte[]> order, HandlingContext context) {
        if (text(order.key()).equals("bert") && context.attempt() == 1) {
            throw new IllegalStateException("the till is stuck");
        }
        System.out.println(text(order.value()) + " is booked at attempt " + context.attempt());
    }
}
