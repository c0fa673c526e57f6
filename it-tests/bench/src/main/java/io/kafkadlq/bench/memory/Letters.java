package io.kafkadlq.bench.memory;

import io.kafkadlq.bench.topic.Topic;
import io.kafkadlq.rig.KafkaBroker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** What the records that wait look like: a key of some bytes, a value of 1 KiB, and headers or none. */
enum Letters {
    PLAIN("held, plain", "plain") {
        @Override
        void addHeaders(Headers headers, int number) {
            // That is the point of them.
        }
    },

    /** Seven of the headers that Spring for Apache Kafka writes, without the stack trace: 0.4 KB. */
    SPRING("held, 7 headers", "spring") {
        @Override
        void addHeaders(Headers headers, int number) {
            headers.add("kafka_dlt-original-topic", utf8("orders"));
            headers.add("kafka_dlt-original-partition", bytes(number % PARTITIONS));
            headers.add(
                    "kafka_dlt-original-offset",
                    ByteBuffer.allocate(Long.BYTES).putLong(number).array());
            headers.add("kafka_dlt-original-consumer-group", utf8("billing"));
            headers.add(
                    "kafka_dlt-exception-fqcn",
                    utf8("org.springframework.kafka.listener.ListenerExecutionFailedException"));
            headers.add("kafka_dlt-exception-cause-fqcn", utf8("com.acme.billing.UnknownCustomerException"));
            headers.add("kafka_dlt-exception-message", utf8("Listener failed; no customer for order " + number));
        }
    };

    static final int VALUE_BYTES = 1024;

    /** So many that each may have its share of 100,000 under way at once. */
    static final int PARTITIONS = 16;

    private static final int KEYS = 10_000;

    private final String scene;
    private final String id;

    Letters(String scene, String id) {
        this.scene = scene;
        this.id = id;
    }

    String scene() {
        return scene;
    }

    abstract void addHeaders(Headers headers, int number);

    Topic fill(KafkaBroker broker, int records) {
        var random = new Random(20261122);
        String name = "bench.memory." + id;
        return Topic.filled(broker, new Topic.Plan(name, PARTITIONS, records), number -> letter(name, number, random));
    }

    private ProducerRecord<byte[], byte[]> letter(String topic, int number, Random random) {
        var value = new byte[VALUE_BYTES];
        random.nextBytes(value);
        var letter = new ProducerRecord<>(topic, number % PARTITIONS, utf8("order-" + number % KEYS), value);
        addHeaders(letter.headers(), number);
        return letter;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }
}
