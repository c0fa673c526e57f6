package io.kafkadlq.kafka;

import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.core.engine.RecordSource;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Brings dead letters from Kafka topics, with one consumer on one thread. */
final class KafkaSource implements RecordSource {

    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    private final List<TopicName> topics;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Function<ConsumerRecord<byte[], byte[]>, DlqRecord> decoder;
    private final ThreadFactory threads;
    private @Nullable PollLoop loop;
    private @Nullable Thread thread;

    KafkaSource(
            List<TopicName> topics,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Function<ConsumerRecord<byte[], byte[]>, DlqRecord> decoder,
            ThreadFactory threads) {
        this.topics = List.copyOf(topics);
        this.consumers = consumers;
        this.decoder = decoder;
        this.threads = threads;
    }

    @Override
    public synchronized void start(Stage head) {
        PollLoop started = new PollLoop(decoder, head, NanoClock.SYSTEM);
        Thread poller = threads.newThread(() -> {
            try {
                started.run(consumers, this::subscribe);
            } catch (RuntimeException | Error defect) {
                Log.consumerDied(defect);
            }
        });
        loop = started;
        thread = poller;
        poller.start();
    }

    private void subscribe(Consumer<byte[], byte[]> consumer, ConsumerRebalanceListener listener) {
        if (topics.stream().allMatch(TopicName.Exact.class::isInstance)) {
            consumer.subscribe(
                    topics.stream()
                            .map(topic -> ((TopicName.Exact) topic).name())
                            .toList(),
                    listener);
        } else {
            consumer.subscribe(Pattern.compile(asOnePattern()), listener);
        }
    }

    private String asOnePattern() {
        return topics.stream()
                .map(topic -> topic instanceof TopicName.Matching some
                        ? "(?:" + some.pattern().pattern() + ")"
                        : Pattern.quote(((TopicName.Exact) topic).name()))
                .collect(Collectors.joining("|"));
    }

    @Override
    public synchronized void quiesce() {
        if (loop != null) {
            loop.quiesce();
        }
    }

    @Override
    public synchronized void close() {
        if (loop == null || thread == null) {
            return;
        }
        loop.stop();
        try {
            thread.join(END_WITHIN.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            Log.consumerStuck(thread.getName());
            thread.interrupt();
        }
        loop = null;
    }
}
