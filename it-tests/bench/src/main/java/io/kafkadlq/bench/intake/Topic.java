package io.kafkadlq.bench.intake;

import io.kafkadlq.rig.KafkaBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of a scene, filled once: every run of every contender reads the same records.
 *
 * @param records how many it holds
 */
record Topic(String bootstrapServers, String name, int records) {

    /** Within this the first record has come, or none will. */
    static final Duration JOIN_BOUND = Duration.ofSeconds(30);

    private static final int MIB = 1024 * 1024;
    private static final AtomicInteger GROUPS = new AtomicInteger();

    static Topic filled(KafkaBroker broker, Letters letters, int records) {
        broker.createTopics(Letters.PARTITIONS, letters.topic());
        var failure = new AtomicReference<Exception>();
        var random = new Random(20261122);
        try (var producer =
                new KafkaProducer<>(producerSettings(broker), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < records; number++) {
                producer.send(letters.letter(number, random), (sent, refused) -> {
                    if (refused != null) {
                        failure.compareAndSet(null, refused);
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("The topic " + letters.topic() + " could not be filled", failure.get());
        }
        return new Topic(broker.bootstrapServers(), letters.topic(), records);
    }

    /**
     * One request in flight: the first to a new partition may be refused, and were a later one taken meanwhile, the
     * broker would hold the first for out of order for ever.
     */
    private static Map<String, Object> producerSettings(KafkaBroker broker) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                MIB,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1);
    }

    /** Nobody has read with it before. */
    static String freshGroup() {
        return "bench-" + GROUPS.incrementAndGet();
    }

    /** A consumer tuned as the product tunes its own (io.kafkadlq.kafka.ClientSettings), subscribed. */
    KafkaConsumer<byte[], byte[]> consumer() {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        freshGroup(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2000,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        4 * MIB,
                        ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                        MIB,
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(name));
        return consumer;
    }
}
