package io.kafkadlq.bench.topic;

import io.kafkadlq.rig.KafkaBroker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of a scene, filled once: every run of every contender reads the same records.
 *
 * @param records how many it holds
 */
public record Topic(String bootstrapServers, String name, int records) {

    /** Within this the first record has come, or none will. */
    public static final Duration JOIN_BOUND = Duration.ofSeconds(30);

    /** Few large batches, as busy producers that wait a moment write them. */
    public static final int LARGE_BATCHES = 1024 * 1024;

    /** The default of Kafka's producer. */
    public static final int DEFAULT_BATCHES = 16 * 1024;

    private static final AtomicInteger GROUPS = new AtomicInteger();

    /**
     * What a topic is to be.
     *
     * @param batchBytes how large the batches are that its records are written in
     */
    public record Plan(String name, int partitions, int records, int batchBytes) {

        public Plan(String name, int partitions, int records) {
            this(name, partitions, records, LARGE_BATCHES);
        }
    }

    /**
     * Makes a topic and fills it.
     *
     * @param letter makes the record with a number from 0; those of a partition keep their order
     */
    public static Topic filled(KafkaBroker broker, Plan plan, IntFunction<ProducerRecord<byte[], byte[]>> letter) {
        broker.createTopics(plan.partitions(), plan.name());
        var failure = new AtomicReference<Exception>();
        try (var producer = new KafkaProducer<>(
                Clients.filling(broker.bootstrapServers(), plan.batchBytes()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int number = 0; number < plan.records(); number++) {
                producer.send(letter.apply(number), (sent, refused) -> {
                    if (refused != null) {
                        failure.compareAndSet(null, refused);
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("The topic " + plan.name() + " could not be filled", failure.get());
        }
        return new Topic(broker.bootstrapServers(), plan.name(), plan.records());
    }

    /** Nobody has read with it before. */
    public static String freshGroup() {
        return "bench-" + GROUPS.incrementAndGet();
    }

    /** A consumer tuned as the product tunes its own, subscribed. */
    public KafkaConsumer<byte[], byte[]> consumer(String group) {
        var consumer = new KafkaConsumer<>(
                Clients.consuming(bootstrapServers, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(name));
        return consumer;
    }
}
