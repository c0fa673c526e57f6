package io.kafkadlq.shop;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells orders that an operator has sent again. */
final class Redriven {

    private static final String HEADER = "dlq-redrive-count";

    private Redriven() {}

    static boolean is(ConsumerRecord<?, ?> message) {
        return message.headers().lastHeader(HEADER) != null;
    }
}
