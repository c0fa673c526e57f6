package io.kafkadlq.kafka;

import java.time.Duration;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;

/** A consumer that is closed with the block it was made for, without waiting long for a broker that does not answer. */
record ClosedInTime(Consumer<byte[], byte[]> consumer) implements AutoCloseable {

    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(1);

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(LEAVE_WITHIN));
    }
}
