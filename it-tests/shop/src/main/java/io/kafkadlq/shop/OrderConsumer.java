package io.kafkadlq.shop;

import io.kafkadlq.api.DlqHandler;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Ships orders. What cannot be shipped goes to the DLQ handler, by code: this is the part to copy. */
final class OrderConsumer implements ConsumerLoop.Step {

    private final Stock stock = new Stock();
    private final DlqHandler dlq;

    OrderConsumer(DlqHandler dlq) {
        this.dlq = dlq;
    }

    @Override
    public void process(ConsumerRecord<byte[], byte[]> message) {
        try {
            stock.reserve(Order.fromJson(message.value()), Redriven.is(message));
        } catch (RuntimeException failure) {
            // Waits until the record is durable; only then may the loop commit its offset.
            dlq.handle(message, failure).toCompletableFuture().join();
        }
    }
}
