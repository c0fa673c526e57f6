package io.kafkadlq.shop;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Bills orders, in a consumer group of its own. It stands for an application that knows nothing of us: what it cannot
 * bill it writes to a dead-letter topic, as a Spring application would, and the deployed service takes it from there.
 */
final class Billing implements ConsumerLoop.Step, AutoCloseable {

    static final int MORE_THAN_THE_CARD_GIVES = 1_000_000;
    static final String GROUP = "billing";

    private static final int SEND_SECONDS = 30;

    private final KafkaProducer<byte[], byte[]> deadLetters;

    Billing(KafkaSettings kafka) {
        deadLetters = new KafkaProducer<>(kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void process(ConsumerRecord<byte[], byte[]> message) {
        try {
            charge(Order.fromJson(message.value()), Redriven.is(message));
        } catch (RuntimeException failure) {
            publish(message, failure);
        }
    }

    private static void charge(Order order, boolean redriven) {
        if (order.cents() >= MORE_THAN_THE_CARD_GIVES && !redriven) {
            throw new CardDeclinedException(
                    "The card of %s does not give %d cents".formatted(order.customer(), order.cents()));
        }
    }

    private void publish(ConsumerRecord<byte[], byte[]> message, RuntimeException failure) {
        try {
            deadLetters
                    .send(SpringDeadLetter.of(message, failure, GROUP, Shop.DEAD_ORDERS))
                    .get(SEND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka did not take the dead letter", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while dead-lettering", e);
        }
    }

    @Override
    public void close() {
        deadLetters.close();
    }

    /** The bank said no. */
    static final class CardDeclinedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CardDeclinedException(String message) {
            super(message);
        }
    }
}
