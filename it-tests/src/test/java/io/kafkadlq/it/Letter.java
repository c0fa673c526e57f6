package io.kafkadlq.it;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A dead letter as some producer writes it.
 *
 * @param dialect the id it should be recognised by
 * @param own the headers the message had before it failed
 * @param added the headers that say why it is here
 */
record Letter(String dialect, byte[] key, byte[] value, List<Header> own, List<Header> added) {

    /** Bytes that are no text, and headers that are hard to keep: twice the same name, a null, nothing at all. */
    private static final byte[] KEY = {0, (byte) 0xC3, 0x28, (byte) 0xFF};

    private static final byte[] VALUE = {(byte) 0xCA, (byte) 0xFE, 0, 10, 13, (byte) 0x80};
    private static final List<Header> OWN = List.of(
            text("trace", "first"), new RecordHeader("empty", new byte[0]), text("trace", "second"), none("nothing"));

    static List<Letter> ofEachDialect(String originTopic) {
        return List.of(spring(originTopic), connect(originTopic), smallRye(originTopic));
    }

    static Letter spring(String originTopic) {
        return new Letter(
                "spring-classic",
                KEY,
                VALUE,
                OWN,
                List.of(
                        text("kafka_dlt-original-topic", originTopic),
                        bytes(
                                "kafka_dlt-original-partition",
                                ByteBuffer.allocate(4).putInt(0)),
                        bytes(
                                "kafka_dlt-original-offset",
                                ByteBuffer.allocate(8).putLong(4_711)),
                        bytes(
                                "kafka_dlt-original-timestamp",
                                ByteBuffer.allocate(8).putLong(1_700_000_000_000L)),
                        text("kafka_dlt-original-timestamp-type", "CreateTime"),
                        text("kafka_dlt-original-consumer-group", "billing"),
                        text(
                                "kafka_dlt-exception-fqcn",
                                "org.springframework.kafka.listener.ListenerExecutionFailedException"),
                        text("kafka_dlt-exception-cause-fqcn", "java.lang.IllegalStateException"),
                        text("kafka_dlt-exception-message", "Listener method 'bill' threw exception; no"),
                        text(
                                "kafka_dlt-exception-stacktrace",
                                "java.lang.IllegalStateException: no\n\tat shop.Billing.bill")));
    }

    /** A tombstone, and the null that Connect writes for an exception without a message. */
    private static Letter connect(String originTopic) {
        return new Letter(
                "kafka-connect",
                KEY,
                null,
                OWN,
                List.of(
                        text("__connect.errors.topic", originTopic),
                        text("__connect.errors.partition", "0"),
                        text("__connect.errors.offset", "4712"),
                        text("__connect.errors.connector.name", "sink"),
                        text("__connect.errors.task.id", "0"),
                        text("__connect.errors.stage", "TASK_PUT"),
                        text("__connect.errors.class.name", "org.apache.kafka.connect.sink.SinkTask"),
                        text("__connect.errors.exception.class.name", "java.lang.NullPointerException"),
                        none("__connect.errors.exception.message"),
                        text("__connect.errors.exception.stacktrace", "java.lang.NullPointerException")));
    }

    /** No key; and SmallRye puts its headers before those of the message. */
    private static Letter smallRye(String originTopic) {
        return new Letter(
                "smallrye-dlq",
                null,
                VALUE,
                OWN,
                List.of(
                        text("dead-letter-topic", originTopic),
                        text("dead-letter-partition", "0"),
                        text("dead-letter-offset", "4713"),
                        text("dead-letter-exception-class-name", "java.lang.IllegalArgumentException"),
                        text("dead-letter-reason", "no")));
    }

    List<Header> headers() {
        var first = dialect.equals("smallrye-dlq") ? added : own;
        var all = new ArrayList<>(first);
        all.addAll(first == own ? added : own);
        return all;
    }

    ProducerRecord<byte[], byte[]> on(String topic) {
        return new ProducerRecord<>(topic, null, key, value, headers());
    }

    private static Header text(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Header bytes(String name, ByteBuffer value) {
        return new RecordHeader(name, value.array());
    }

    private static Header none(String name) {
        return new RecordHeader(name, (byte[]) null);
    }
}
