package io.kafkadlq.examples;

import static io.kafkadlq.examples.SampleTopic.text;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.Verdict;
import io.kafkadlq.api.dsl.Storage;
import io.kafkadlq.api.event.RecordResolved;
import io.kafkadlq.api.event.RecordStored;
import io.kafkadlq.api.policy.BackoffStrategy.Fixed;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the quickstart does in a server: a booking fails, is a dead letter, succeeds, is told of and counted. */
public final class Quickstart {

    private Quickstart() {}

    public static void main(String... arguments) throws InterruptedException {
        var bookings = SampleTopic.at(arguments, "example-quickstart").with("12A");
        var resolved = new CountDownLatch(1);
        try (DlqRuntime dlq = DlqHandler.builder()
                .kafka(bookings.brokers())
                .storage(Storage.inMemory())
                .channel("bookings", channel -> channel.processing(processing -> processing.topics(bookings.name()))
                        .retry(retry -> retry.backoff(new Fixed(Duration.ofSeconds(1))))
                        .handler(Quickstart::book))
                .listener(
                        RecordStored.class,
                        stored -> System.out.println(
                                "dead letter: " + stored.exceptionClass().orElse("?")))
                .listener(RecordResolved.class, event -> {
                    System.out.println("booked after all");
                    resolved.countDown();
                })
                .build()) {
            resolved.await(30, TimeUnit.SECONDS);
            System.out.println("retries succeeded: "
                    + dlq.desk().processing().get("bookings").retries().succeeded());
        }
    }

    private static Verdict book(ConsumerRecord<byte[], byte[]> booking, HandlingContext context) {
        if (context.attempt() == 1) {
            throw new IllegalStateException("The payment for seat " + text(booking.key()) + " does not come through");
        }
        return Verdict.done();
    }
}
