package io.kafkadlq.cdi;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of a topic called orders. */
final class Records {

    private Records() {}

    static ConsumerRecord<byte[], byte[]> at(long offset) {
        return new ConsumerRecord<>("orders", 0, offset, "key".getBytes(StandardCharsets.UTF_8), new byte[] {1});
    }
}
