package io.kafkadlq.api;

import io.kafkadlq.api.dsl.Storage;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.api.spi.CustomBackoff;
import io.kafkadlq.api.spi.FailureClassifier;
import io.kafkadlq.api.spi.ThreadPlacement;
import io.kafkadlq.api.store.DlqStorageFactory;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * Puts a handler together where no server does. Not thread-safe.
 *
 * <pre>{@code
 * DlqRuntime dlq = DlqHandler.builder()
 *         .kafka("localhost:9092")
 *         .storage(Storage.inMemory())
 *         .channel("orders", orders -> orders
 *                 .processing(processing -> processing.topics("orders"))
 *                 .performance(performance -> performance.lowLatency().parallelism(16))
 *                 .retry(retry -> retry.preset(RetryPreset.CONSERVATIVE).maxAttempts(5))
 *                 .handler(order -> shop.book(order.key(), order.value())))
 *         .build();
 * }</pre>
 *
 * <p>Each step sets the configuration key that its description names. What code sets goes before system properties, and
 * those before the environment; to leave a key to them, do not set it. What cannot work is refused by {@link #build}.
 */
public interface DlqRuntimeBuilder {

    /** Sets a configuration key, such as {@code dlq.kafka.bootstrap.servers}. Later settings win. */
    DlqRuntimeBuilder setting(String key, String value);

    /** Kafka's address, such as {@code localhost:9092}. Sets {@code dlq.kafka.bootstrap.servers}. */
    default DlqRuntimeBuilder kafka(String bootstrapServers) {
        return kafkaProperty("bootstrap.servers", bootstrapServers);
    }

    /** A property of Kafka's own clients, under Kafka's own name. Sets {@code dlq.kafka.<property>}. */
    default DlqRuntimeBuilder kafkaProperty(String property, String value) {
        return setting("dlq.kafka." + property, value);
    }

    /** Names this instance among those that share a store; the host's name unless set. Sets {@code dlq.node-id}. */
    default DlqRuntimeBuilder nodeId(String name) {
        return setting("dlq.node-id", name);
    }

    /** How long closing waits for records under way to be stored; 10 s. Sets {@code dlq.drain-timeout}. */
    default DlqRuntimeBuilder drainTimeout(Duration most) {
        return setting("dlq.drain-timeout", most.toString());
    }

    /**
     * How long after its last sign of life an instance keeps the dead letters it is retrying; 30 s. Sets {@code dlq.lease}.
     */
    default DlqRuntimeBuilder lease(Duration time) {
        return setting("dlq.lease", time.toString());
    }

    /** Where dead letters are kept; {@link Storage#jpa()} unless set. Sets {@code dlq.store.*}. */
    default DlqRuntimeBuilder storage(Storage storage) {
        storage.settings().forEach(this::setting);
        storage.factory().ifPresent(this::plugin);
        return this;
    }

    /**
     * Has a channel of that name, and says what it does; {@code dlq.channels} need not list it. Taken again for the same
     * name, its steps add to those before.
     */
    DlqRuntimeBuilder channel(String name, Consumer<ChannelSteps> steps);

    /**
     * Has a strategy of one's own, for {@code backpressure.strategy} to name. As with all plugins, two of one name are
     * refused, whether code or the service loader brings the other one.
     */
    DlqRuntimeBuilder plugin(BackpressureStrategy strategy);

    /** Has a backoff of one's own, for {@code custom:<name>} to name. */
    DlqRuntimeBuilder plugin(CustomBackoff backoff);

    /** Has a placement of threads of one's own, for {@code processing.thread-placement} to name. */
    DlqRuntimeBuilder plugin(ThreadPlacement placement);

    /** Has a storage of one's own, for {@code dlq.store.type} to name. */
    DlqRuntimeBuilder plugin(DlqStorageFactory factory);

    /** Asks a classifier of one's own what kind a failure is of: before those of the service loader, in the order given. */
    DlqRuntimeBuilder classifier(FailureClassifier classifier);

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
