package io.kafkadlq.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The consumer of one worker, made when it is needed. Not thread-safe, but for {@link #wakeup}. */
final class LentConsumer implements AutoCloseable {

    private final ClientSettings settings;
    private final String clientId;
    private volatile @Nullable Consumer<byte[], byte[]> made;

    LentConsumer(ClientSettings settings, String clientId) {
        this.settings = settings;
        this.clientId = clientId;
    }

    Consumer<byte[], byte[]> get() {
        Consumer<byte[], byte[]> there = made;
        if (there == null) {
            there = ClientClassLoader.with(() -> new KafkaConsumer<>(
                    settings.fetcher(clientId), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
            made = there;
        }
        return there;
    }

    void wakeup() {
        Consumer<byte[], byte[]> there = made;
        if (there != null) {
            there.wakeup();
        }
    }

    /** The next who needs one gets a new one. */
    @Override
    public void close() {
        Consumer<byte[], byte[]> there = made;
        made = null;
        if (there != null) {
            try {
                new ClosedInTime(there).close();
            } catch (KafkaException hurried) {
                Log.notClosed(clientId, hurried);
            }
        }
    }
}
