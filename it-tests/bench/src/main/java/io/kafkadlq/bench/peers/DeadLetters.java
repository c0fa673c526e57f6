package io.kafkadlq.bench.peers;

import io.kafkadlq.bench.topic.Clients;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of dead letters, written with one idempotent producer and acks=all. Thread-safe. */
final class DeadLetters implements AutoCloseable {

    private static final String WHY = "bench-exception";

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    DeadLetters(String bootstrapServers, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Clients.deadLettering(bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
        // Asked for now, so that nobody waits for it on the clock.
        producer.partitionsFor(topic);
    }

    /** Sends it on its way; the callback is called when Kafka has acknowledged or refused it. */
    void send(byte[] key, byte[] value, String why, Callback answered) {
        var letter = new ProducerRecord<>(topic, key, value);
        letter.headers().add(WHY, why.getBytes(StandardCharsets.UTF_8));
        producer.send(letter, answered);
    }

    /** Waits until all are answered. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
