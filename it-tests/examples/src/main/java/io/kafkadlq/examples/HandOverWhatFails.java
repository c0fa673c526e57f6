package io.kafkadlq.examples;

import static io.kafkadlq.examples.SampleTopic.text;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.Receipt;
import io.kafkadlq.api.dsl.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer of one's own hands over what it fails on, and commits when that is durable. */
public final class HandOverWhatFails {

    private HandOverWhatFails() {}

    public static void main(String... arguments) {
        var orders = SampleTopic.at(arguments, "example-hand-over").with("anna", "bert", "cleo");
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                orders.brokers(),
                "group.id",
                orders.name(),
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
        try (DlqRuntime dlq = DlqHandler.builder().storage(Storage.inMemory()).build();
                var consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(orders.name()));
            for (int seen = 0; seen < 3; ) {
                var batch = consumer.poll(Duration.ofSeconds(1));
                for (ConsumerRecord<byte[], byte[]> order : batch) {
                    bookOrHandOver(order, dlq);
                }
                consumer.commitSync();
                seen += batch.count();
            }
        }
    }

    private static void bookOrHandOver(ConsumerRecord<byte[], byte[]> order, DlqHandler dlq) {
        try {
            book(order);
        } catch (IllegalStateException failure) {
            // Waits: once it is here, the offset may be committed.
            Receipt receipt = dlq.handle(order, failure).toCompletableFuture().join();
            System.out.println(text(order.value()) + " failed and is " + receipt.outcome());
        }
    }

    private static void book(ConsumerRecord<byte[], byte[]> order) {
        if (text(order.key()).equals("bert")) {
            throw new IllegalStateException("bert's card has expired");
        }
        System.out.println(text(order.value()) + " is booked");
    }
}
