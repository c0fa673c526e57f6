package io.kafkadlq.shop;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** A dead letter as Spring for Apache Kafka's {@code DeadLetterPublishingRecoverer} writes it, to the byte. */
final class SpringDeadLetter {

    private static final String LISTENER_FAILURE =
            "org.springframework.kafka.listener.ListenerExecutionFailedException";
    private static final String LISTENER_MESSAGE =
            "Listener method 'public void shop.BillingListener.bill(shop.Order)' threw exception; ";

    private SpringDeadLetter() {}

    static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> failed, Throwable failure, String group, String topic) {
        var letter = new ProducerRecord<>(topic, null, null, failed.key(), failed.value(), failed.headers());
        var headers = letter.headers();
        text(headers, "original-topic", failed.topic());
        bytes(headers, "original-partition", ByteBuffer.allocate(Integer.BYTES).putInt(failed.partition()));
        bytes(headers, "original-offset", ByteBuffer.allocate(Long.BYTES).putLong(failed.offset()));
        bytes(headers, "original-timestamp", ByteBuffer.allocate(Long.BYTES).putLong(failed.timestamp()));
        text(headers, "original-timestamp-type", failed.timestampType().toString());
        text(headers, "original-consumer-group", group);
        text(headers, "exception-fqcn", LISTENER_FAILURE);
        text(headers, "exception-cause-fqcn", failure.getClass().getName());
        text(headers, "exception-message", LISTENER_MESSAGE + failure.getMessage());
        text(headers, "exception-stacktrace", stackTrace(failure));
        return letter;
    }

    private static void text(Headers headers, String name, String value) {
        headers.add("kafka_dlt-" + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(Headers headers, String name, ByteBuffer value) {
        headers.add("kafka_dlt-" + name, value.array());
    }

    private static String stackTrace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return LISTENER_FAILURE + ": " + LISTENER_MESSAGE + "\nCaused by: " + text;
    }
}
