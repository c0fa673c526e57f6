package io.kafkadlq.kafka;

import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Makes Kafka's clients find their own classes: they look names up in the thread's context class loader, and in a server
 * that is whichever application called.
 */
final class ClientClassLoader {

    private ClientClassLoader() {}

    static <T> T with(Supplier<T> making) {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(CommonClientConfigs.class.getClassLoader());
        try {
            return making.get();
        } finally {
            current.setContextClassLoader(before);
        }
    }
}
