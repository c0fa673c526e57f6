package io.kafkadlq.bench.intake;

import io.kafkadlq.bench.topic.Topic;
import io.kafkadlq.rig.KafkaBroker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** What the dead letters of a scene look like. All have a key of some thousands and a value of 1 KiB. */
enum Letters {
    /** As Spring for Apache Kafka's recoverer writes them: origin and failure in headers, with a stack trace of 2 KB. */
    SPRING_CLASSIC("spring-2kb-trace") {
        @Override
        void addHeaders(Headers headers, int number) {
            headers.add("kafka_dlt-original-topic", utf8("orders"));
            headers.add("kafka_dlt-original-partition", bigEndian(number % PARTITIONS));
            headers.add("kafka_dlt-original-offset", bigEndian(1_000_000L + number));
            headers.add("kafka_dlt-original-timestamp", bigEndian(ORIGIN_MILLIS + number));
            headers.add("kafka_dlt-original-timestamp-type", utf8("CreateTime"));
            headers.add("kafka_dlt-original-consumer-group", utf8("billing"));
            headers.add("kafka_dlt-exception-fqcn", LISTENER_FAILED);
            headers.add("kafka_dlt-exception-cause-fqcn", utf8("com.acme.billing.UnknownCustomerException"));
            headers.add("kafka_dlt-exception-message", utf8("Listener failed; no customer for order " + number));
            headers.add("kafka_dlt-exception-stacktrace", STACK_TRACE);
        }
    },

    /** What no dialect knows: three short headers of the application's own. */
    PLAIN("plain-3-headers") {
        @Override
        void addHeaders(Headers headers, int number) {
            headers.add("traceparent", TRACE_PARENT);
            headers.add("tenant", utf8("acme-" + number % 10));
            headers.add("content-type", utf8("application/json"));
        }
    };

    private static final int PARTITIONS = 6;

    private static final int KEYS = 10_000;
    private static final int VALUE_BYTES = 1024;
    private static final int STACK_TRACE_BYTES = 2048;
    private static final long ORIGIN_MILLIS = 1_790_000_000_000L;
    private static final byte[] LISTENER_FAILED =
            utf8("org.springframework.kafka.listener.ListenerExecutionFailedException");
    private static final byte[] TRACE_PARENT = utf8("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    private static final byte[] STACK_TRACE = stackTrace();

    private final String scene;

    Letters(String scene) {
        this.scene = scene;
    }

    /** The name of the scene that is made of them. */
    String scene() {
        return scene;
    }

    private String topic() {
        return "bench." + scene + ".DLT";
    }

    /** Makes the scene's topic. */
    Topic fill(KafkaBroker broker, int records) {
        var random = new Random(20261122);
        return Topic.filled(broker, new Topic.Plan(topic(), PARTITIONS, records), number -> letter(number, random));
    }

    abstract void addHeaders(Headers headers, int number);

    private ProducerRecord<byte[], byte[]> letter(int number, Random random) {
        var letter = new ProducerRecord<byte[], byte[]>(
                topic(), number % PARTITIONS, utf8("order-" + number % KEYS), value(number, random));
        addHeaders(letter.headers(), number);
        return letter;
    }

    /** Text that compresses about as badly as real payloads do, so that no store gains by its being dull. */
    private static byte[] value(int number, Random random) {
        var text = new StringBuilder(VALUE_BYTES)
                .append("{\"order\":")
                .append(number)
                .append(",\"note\":\"");
        while (text.length() < VALUE_BYTES - 2) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return utf8(text.append("\"}").toString());
    }

    private static byte[] stackTrace() {
        var trace = new StringBuilder(STACK_TRACE_BYTES)
                .append("org.springframework.kafka.listener.ListenerExecutionFailedException: Listener failed\n");
        for (int frame = 0; trace.length() < STACK_TRACE_BYTES * 2 / 3; frame++) {
            trace.append("\tat org.springframework.kafka.listener.Container%d.invoke(Container%d.java:%d)\n"
                    .formatted(frame, frame, 31 * frame + 7));
        }
        trace.append("Caused by: com.acme.billing.UnknownCustomerException: no customer\n");
        for (int frame = 0; trace.length() < STACK_TRACE_BYTES; frame++) {
            trace.append("\tat com.acme.billing.Step%d.bill(Step%d.java:%d)\n".formatted(frame, frame, 17 * frame + 3));
        }
        return utf8(trace.toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bigEndian(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static byte[] bigEndian(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
