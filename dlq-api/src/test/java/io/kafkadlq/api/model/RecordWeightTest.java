package io.kafkadlq.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

/** What a record weighs in the heap beside the bytes that Kafka gave us. */
class RecordWeightTest {

    private static final int BUDGET = 1024;
    private static final int RECORDS = 200;
    private static final int KEY_BYTES = 20;
    private static final int VALUE_BYTES = 1024;

    private static final String STACK = "org.springframework.kafka.listener.ListenerExecutionFailedException: failed\n"
            + "\tat shop.booking.Booking.book(Booking.java:42)\n".repeat(60)
            + "Caused by: java.lang.IllegalStateException: stock is gone\n";

    @BeforeAll
    static void letJolSeeIntoRecords() {
        System.setProperty("jol.magicFieldOffset", "true");
    }

    /** Among many, because a record does not own the enum constants, channel and topic names it shares with all. */
    @Test
    void shouldWeighUnderAKibibyteBesideItsBytes() {
        var records = new Object[RECORDS];
        Arrays.setAll(records, i -> intake(new byte[KEY_BYTES], new byte[VALUE_BYTES], springHeaders()));

        var graph = GraphLayout.parseInstance(records);

        int bytes = KEY_BYTES + VALUE_BYTES + springHeaders().sizeBytes();
        long weight = graph.totalSize() / RECORDS - bytes;
        assertThat(springHeaders().sizeBytes()).isGreaterThan(3 * 1024);
        assertThat(weight)
                .as("a record weighs %d bytes beside its %d of key, value and headers", weight, bytes)
                .isBetween(1L, BUDGET - 1L);
    }

    private static DlqHeaders springHeaders() {
        return new DlqHeaders.Builder()
                .add("traceparent", utf8("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
                .add(
                        "kafka_dlt-exception-fqcn",
                        utf8("org.springframework.kafka.listener.ListenerExecutionFailedException"))
                .add("kafka_dlt-exception-cause-fqcn", utf8("java.lang.IllegalStateException"))
                .add("kafka_dlt-exception-message", utf8("Listener method 'book' threw exception; stock is gone"))
                .add("kafka_dlt-exception-stacktrace", utf8(STACK))
                .add("kafka_dlt-original-topic", utf8("shop.orders.v1"))
                .add(
                        "kafka_dlt-original-partition",
                        ByteBuffer.allocate(4).putInt(3).array())
                .add(
                        "kafka_dlt-original-offset",
                        ByteBuffer.allocate(8).putLong(18_842).array())
                .add(
                        "kafka_dlt-original-timestamp",
                        ByteBuffer.allocate(8).putLong(1_700_000_000_000L).array())
                .add("kafka_dlt-original-timestamp-type", utf8("CreateTime"))
                .add("kafka_dlt-original-consumer-group", utf8("booking"))
                .build();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As the Kafka source does it: short names decoded, what is long left in the header block. */
    private static DlqRecord intake(byte[] key, byte[] value, DlqHeaders headers) {
        var origin = Origin.unknown()
                .withTopic(text(headers, "original-topic").toString())
                .withPartition(3)
                .withOffset(18_842)
                .withTimestampMillis(1_700_000_000_000L)
                .withGroup(text(headers, "original-consumer-group").toString());
        var failure = Failure.unexplained()
                .withExceptionClass(text(headers, "exception-fqcn"))
                .withRootCauseClass(Text.of(new String("java.lang.IllegalStateException")))
                .withMessage(text(headers, "exception-message"))
                .withStackTrace(text(headers, "exception-stacktrace"))
                .withDeliveries(10);
        var id = RecordId.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        return DlqRecord.builder(id, "orders", Payload.of(key, value, headers))
                .source(new Source("shop.orders.v1-dlt", 3, 7, 1_700_000_000_500L))
                .origin(origin)
                .dialects(List.of("spring-classic"))
                .failure(failure)
                .build();
    }

    private static Text text(DlqHeaders headers, String name) {
        return headers.list().stream()
                .filter(header -> header.name().equals("kafka_dlt-" + name))
                .findFirst()
                .flatMap(DlqHeader::text)
                .orElseThrow();
    }
}
