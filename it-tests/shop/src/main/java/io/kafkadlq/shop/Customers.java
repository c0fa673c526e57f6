package io.kafkadlq.shop;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Orders something twice a second; about every sixth order is one that the shop will not manage. */
final class Customers implements Task {

    private static final String[] PRODUCTS = {"tea", "coffee", "cocoa", "juice", "water"};
    private static final long PAUSE_MILLIS = 500;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Random random = new Random();
    private final CountDownLatch closing = new CountDownLatch(1);

    Customers(KafkaSettings kafka) {
        // Instances, because a server's Kafka may not see the application's classes by name.
        producer = new KafkaProducer<>(kafka.producer(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void run() {
        try (producer) {
            while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                var order = next();
                var key = order.customer().getBytes(StandardCharsets.UTF_8);
                // What a customer loses here is not this example's subject.
                var unused = producer.send(new ProducerRecord<>(Shop.ORDERS, key, order.toJson()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Order next() {
        var id = UUID.randomUUID().toString().substring(0, 8);
        var customer = "customer-" + random.nextInt(20);
        var product = PRODUCTS[random.nextInt(PRODUCTS.length)];
        var cents = 100 + random.nextInt(900);
        return switch (random.nextInt(24)) {
            case 0 -> new Order(id, customer, Stock.NOT_YET_LISTED, cents);
            case 1 -> new Order(id, customer, Stock.SLOW, cents);
            case 2 -> new Order(id, customer, product, -cents);
            case 3 -> new Order(id, customer, product, Billing.MORE_THAN_THE_CARD_GIVES);
            default -> new Order(id, customer, product, cents);
        };
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
