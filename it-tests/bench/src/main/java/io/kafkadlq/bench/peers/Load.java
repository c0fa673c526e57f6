package io.kafkadlq.bench.peers;

import io.kafkadlq.bench.topic.Topic;
import io.kafkadlq.rig.KafkaBroker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records that everybody gets: 1 KiB, each with its number and the number of its key at the front, so that a handler
 * can tell them apart without looking anything up. A key has its records in one partition; they come at random.
 */
final class Load {

    static final int KEYS = 10_000;
    static final int PARTITIONS = 6;

    private static final int VALUE_BYTES = 1024;
    private static final String TOPIC = "bench.peers";

    private Load() {}

    /** @param batchBytes how large the batches are that it is written in */
    static Topic fill(KafkaBroker broker, int records, int batchBytes) {
        var random = new Random(20261122);
        var plan = new Topic.Plan(TOPIC + "." + batchBytes, PARTITIONS, records, batchBytes);
        return Topic.filled(broker, plan, number -> record(plan.name(), number, random.nextInt(KEYS), random));
    }

    /**
     * Makes a topic for dead letters and writes an empty record to each partition: the first request to a new partition
     * may be refused, and a producer with several under way would never get over that.
     */
    static void openDeadLetters(KafkaBroker broker, String name) {
        Topic.filled(
                broker,
                new Topic.Plan(name, PARTITIONS, PARTITIONS),
                partition -> new ProducerRecord<>(name, partition, new byte[0], new byte[0]));
    }

    /** Whether it is one of those empty records. */
    static boolean isOpening(byte[] value) {
        return value.length == 0;
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, int number, int key, Random random) {
        var value = new byte[VALUE_BYTES];
        random.nextBytes(value);
        ByteBuffer.wrap(value).putInt(number).putInt(key);
        return new ProducerRecord<>(topic, key % PARTITIONS, ("order-" + key).getBytes(StandardCharsets.UTF_8), value);
    }

    static int number(byte[] value) {
        return ByteBuffer.wrap(value).getInt();
    }

    static int key(byte[] value) {
        return ByteBuffer.wrap(value).getInt(Integer.BYTES);
    }
}
