package io.kafkadlq.kafka;

import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.api.model.PartitionStatistics;
import io.kafkadlq.core.engine.RecordSource;
import io.kafkadlq.core.engine.SourceVitals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.jspecify.annotations.Nullable;

/** Brings the records of Kafka topics, with one consumer on one thread. */
final class KafkaSource implements RecordSource {

    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    private final List<TopicName> topics;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Assignment assigned;
    private final PollLoop loop;
    private final ThreadFactory threads;
    // Read without the lock: who asks how it does must not wait for its end.
    private volatile @Nullable Thread thread;

    KafkaSource(
            List<TopicName> topics,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Assignment assigned,
            PollLoop loop,
            ThreadFactory threads) {
        this.topics = List.copyOf(topics);
        this.consumers = consumers;
        this.assigned = assigned;
        this.loop = loop;
        this.threads = threads;
    }

    @Override
    public synchronized void start() {
        Thread poller = threads.newThread(() -> {
            try {
                loop.run(consumers, this::subscribe);
            } catch (RuntimeException | Error defect) {
                Log.consumerDied(defect);
            }
        });
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
    public void pause() {
        loop.pause();
    }

    @Override
    public void resume() {
        loop.resume();
    }

    @Override
    public boolean isResting() {
        return loop.isResting();
    }

    @Override
    public void quiesce() {
        loop.quiesce();
    }

    @Override
    public List<PartitionStatistics> statistics() {
        return assigned.statistics();
    }

    @Override
    public Optional<SourceVitals> vitals() {
        return Optional.ofNullable(thread).map(poller -> loop.signs().vitals(poller.getName(), poller.isAlive()));
    }

    @Override
    public synchronized void close() {
        Thread poller = thread;
        if (poller == null) {
            return;
        }
        thread = null;
        loop.stop();
        try {
            poller.join(END_WITHIN.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (poller.isAlive()) {
            Log.consumerStuck(poller.getName());
            poller.interrupt();
        }
    }
}
