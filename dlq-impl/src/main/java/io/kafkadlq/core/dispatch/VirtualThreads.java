package io.kafkadlq.core.dispatch;

import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** Virtual threads where the running JDK has them (21 on), found by name because this is compiled for 17. */
final class VirtualThreads {

    private VirtualThreads() {}

    static Optional<ThreadFactory> factory(String prefix) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object named = type.getMethod("name", String.class, long.class).invoke(builder, prefix + "-", 1L);
            return Optional.of((ThreadFactory) type.getMethod("factory").invoke(named));
        } catch (ReflectiveOperationException before21) {
            return Optional.empty();
        }
    }
}
