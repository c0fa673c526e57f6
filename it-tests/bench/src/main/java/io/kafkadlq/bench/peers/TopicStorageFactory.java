package io.kafkadlq.bench.peers;

import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageFactory;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/** Opens the store of type {@value #TYPE}. Which topic it is system properties tell: a store's own settings are its own. */
public final class TopicStorageFactory implements DlqStorageFactory {

    static final String TYPE = "topic";

    private static final String SERVERS = "bench.store.servers";
    private static final String TOPIC = "bench.store.topic";

    /** Where the next one that is opened writes to. */
    static void pointTo(String bootstrapServers, String topic) {
        System.setProperty(SERVERS, bootstrapServers);
        System.setProperty(TOPIC, topic);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DlqStorage open(StoreConfig config, ThreadFactory threads, Clock clock) {
        return new TopicStorage(new DeadLetters(property(SERVERS), property(TOPIC)));
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }
}
