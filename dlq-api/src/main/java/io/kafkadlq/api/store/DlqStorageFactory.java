package io.kafkadlq.api.store;

import io.kafkadlq.api.config.StoreConfig;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;

/**
 * Opens a storage of one type. Found by {@link java.util.ServiceLoader}, or as a bean with {@code @DlqStrategy}; {@code
 * dlq.store.type} names which one is used.
 */
public interface DlqStorageFactory {

    /** The value of {@code dlq.store.type} that chooses this storage; a bean's is that of its {@code @DlqStrategy}. */
    default String type() {
        return getClass().getName();
    }

    /**
     * Opens the storage and brings its schema up to date.
     *
     * @param threads makes every thread the storage needs
     * @throws io.kafkadlq.api.DlqConfigException if the configuration cannot work, naming key, value and remedy
     * @throws io.kafkadlq.api.DlqException if the store does not answer
     */
    DlqStorage open(StoreConfig config, ThreadFactory threads, Clock clock);
}
