package io.kafkadlq.api;

import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.api.policy.RetryPolicy;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** Puts a handler together where no server does. Not thread-safe. */
public interface DlqRuntimeBuilder {

    /** Sets a configuration key, such as {@code dlq.kafka.bootstrap.servers}. Later settings win. */
    DlqRuntimeBuilder setting(String key, String value);

    /**
     * Handles the records of a channel's source topics, {@code dlq.channel.<name>.processing.topics}, and the channel's
     * retries, unless there is a {@linkplain #retryHandler handler for those}. A later handler of the same channel takes the
     * place of an earlier one.
     */
    DlqRuntimeBuilder handler(String channel, RecordHandler handler);

    /** Handles the retries of a channel's dead letters, wherever they came from. */
    DlqRuntimeBuilder retryHandler(String channel, RecordHandler handler);

    /** Decides how the channel's dead letters are retried, instead of {@code dlq.channel.<name>.retry.*}. */
    DlqRuntimeBuilder retryPolicy(String channel, RetryPolicy policy);

    /** Is told what happens to channels and records, one event after another; what it throws is logged. */
    DlqRuntimeBuilder listener(Consumer<DlqEvent> listener);

    /**
     * Is told of events of one kind only, so that no others are made for it.
     *
     * @param kind one event's class, or a sealed type of several
     */
    <E extends DlqEvent> DlqRuntimeBuilder listener(Class<E> kind, Consumer<? super E> listener);

    /**
     * Makes the threads; by default plain daemon threads. Where the JDK has virtual threads, handlers that outnumber the
     * cores run on those instead, unless the factory is a container's {@code ManagedThreadFactory}.
     */
    DlqRuntimeBuilder threads(ThreadFactory factory);

    /**
     * Starts it.
     *
     * @throws DlqConfigException if a setting cannot work, naming all that cannot
     */
    DlqRuntime build();

    /** Finds the implementation beside this class or in the thread's context. */
    static DlqRuntimeBuilder find() {
        return ServiceLoader.load(DlqRuntimeBuilder.class, DlqRuntimeBuilder.class.getClassLoader())
                .findFirst()
                .or(() -> ServiceLoader.load(DlqRuntimeBuilder.class).findFirst())
                .orElseThrow(() -> new DlqException("No DLQ implementation found: add dlq-impl to the class path"));
    }
}
