package io.kafkadlq.examples;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A topic with orders for an example to work on.
 *
 * @param brokers Kafka's address
 */
record SampleTopic(String brokers, String name) {

    private static final int SECONDS = 30;

    /** The address that a main was given, or Kafka's usual one. */
    static SampleTopic at(String[] arguments, String name) {
        return new SampleTopic(arguments.length > 0 ? arguments[0] : "localhost:9092", name);
    }

    /** Makes the topic unless it is there, and sends orders of these customers. */
    SampleTopic with(String... customers) {
        try {
            create();
            send(customers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while filling " + name, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Cannot fill the topic " + name + " at " + brokers, e);
        }
        return this;
    }

    /** The same with orders of so many customers, {@code customer-0} and so on. */
    SampleTopic with(int customers) {
        return with(IntStream.range(0, customers)
                .mapToObj(number -> "customer-" + number)
                .toArray(String[]::new));
    }

    private void create() throws InterruptedException, ExecutionException, TimeoutException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            Set<String> there = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
            if (!there.contains(name)) {
                admin.createTopics(List.of(new NewTopic(name, 4, (short) 1)))
                        .all()
                        .get(SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private void send(String... customers) throws InterruptedException, ExecutionException, TimeoutException {
        // One request at a time: while a topic is new, a first one that comes too early must not be overtaken by a
        // second.
        Map<String, Object> settings = Map.of("bootstrap.servers", brokers, "max.in.flight.requests.per.connection", 1);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> sent = Stream.of(customers)
                    .map(customer -> producer.send(new ProducerRecord<>(name, customer, "an order of " + customer)))
                    .toList();
            for (Future<RecordMetadata> one : sent) {
                one.get(SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /** A key or value of an order. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
