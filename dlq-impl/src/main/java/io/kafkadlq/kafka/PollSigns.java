package io.kafkadlq.kafka;

import io.kafkadlq.core.engine.SourceVitals;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Signs of life of a poll loop and of the Kafka it talks to. A consumer says nothing of a broker that is away; but one that
 * is there sends it something, an empty answer at least, several times in ten seconds.
 *
 * <p>Threading: written by the poll thread, read by any.
 */
final class PollSigns {

    private static final long LOOK_EACH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Duration longestTurn;
    private final NanoClock clock;
    private volatile long turnNanos;
    private volatile @Nullable Long answerNanos;
    private volatile OptionalLong lag = OptionalLong.empty();
    // The poll thread's.
    private @Nullable Consumer<?, ?> lookedAt;
    private @Nullable Metric received;
    private double bytes;
    private long lookNanos;

    /** @param longestTurn after such a time without a poll the group takes the consumer for dead */
    PollSigns(Duration longestTurn, NanoClock clock) {
        this.longestTurn = longestTurn;
        this.clock = clock;
        this.turnNanos = clock.nanos();
        this.lookNanos = turnNanos - LOOK_EACH_NANOS;
    }

    /** The loop goes on, whether or not it could poll. */
    void turned() {
        turnNanos = clock.nanos();
    }

    /** The loop goes on, and now and then looks at its consumer. */
    void turned(Consumer<?, ?> consumer) {
        long now = clock.nanos();
        turnNanos = now;
        if (now - lookNanos >= LOOK_EACH_NANOS) {
            lookNanos = now;
            lookForAnswers(consumer, now);
            lag = greatestLag(consumer);
        }
    }

    private void lookForAnswers(Consumer<?, ?> consumer, long now) {
        if (lookedAt != consumer) {
            lookedAt = consumer;
            received = received(consumer.metrics());
            bytes = 0;
        }
        if (received != null && received.metricValue() instanceof Double total && total > bytes) {
            bytes = total;
            answerNanos = now;
        }
    }

    private static @Nullable Metric received(Map<MetricName, ? extends Metric> metrics) {
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
            if (metric.getKey().name().equals("incoming-byte-total")
                    && metric.getKey().group().equals("consumer-metrics")) {
                return metric.getValue();
            }
        }
        return null;
    }

    private static OptionalLong greatestLag(Consumer<?, ?> consumer) {
        OptionalLong greatest = OptionalLong.empty();
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong its = consumer.currentLag(partition);
            if (its.isPresent() && its.getAsLong() >= greatest.orElse(0)) {
                greatest = its;
            }
        }
        return greatest;
    }

    /** As of now. */
    SourceVitals vitals(String name, boolean alive) {
        long now = clock.nanos();
        return new SourceVitals(
                name,
                alive,
                Duration.ofNanos(now - turnNanos),
                longestTurn,
                Optional.ofNullable(answerNanos).map(answered -> Duration.ofNanos(now - answered)),
                lag);
    }
}
