package io.kafkadlq.kafka;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.core.guard.UnavailableException;
import io.kafkadlq.core.redrive.RecordPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes with one idempotent producer and {@code acks=all}. The producer is made at the first redrive, and called on a
 * thread of its own because its {@code send} waits for metadata.
 */
public final class KafkaPublisher implements RecordPublisher {

    private static final int MOST_WAITING = 10_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final long IDLE_SECONDS = 30;

    private final ClientSettings settings;
    private final String clientId;
    private final Duration timeout;
    private final ExecutorService sender;
    // Owned by the sender's one thread; closed after it has ended.
    private @Nullable Producer<byte[], byte[]> producer;

    /** @param timeout how long Kafka may take to acknowledge */
    public KafkaPublisher(ClientSettings settings, String nodeId, Duration timeout, ThreadFactory threads) {
        this.settings = settings;
        this.clientId = "dlq-redrive@" + nodeId;
        this.timeout = timeout;
        var pool = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), threads);
        pool.allowCoreThreadTimeOut(true);
        this.sender = pool;
    }

    @Override
    public CompletionStage<Published> publish(String topic, DlqRecord record, DlqHeaders headers) {
        var published = new CompletableFuture<Published>();
        try {
            sender.execute(new Send(topic, record, headers, published));
        } catch (RejectedExecutionException refused) {
            published.completeExceptionally(
                    new DlqException("Too many redrives are waiting, or the engine is closed", refused));
        }
        return published;
    }

    private void send(String topic, DlqRecord record, DlqHeaders headers, CompletableFuture<Published> published) {
        try {
            var again = new ProducerRecord<>(
                    topic,
                    null,
                    timestampMillis(record),
                    record.payload().key().orElse(null),
                    record.payload().value().orElse(null),
                    toKafka(headers));
            producer().send(again, (metadata, failure) -> {
                if (failure == null) {
                    published.complete(new Published(metadata.topic(), metadata.partition(), metadata.offset()));
                } else {
                    published.completeExceptionally(judged(failure));
                }
            });
        } catch (RuntimeException failure) {
            published.completeExceptionally(judged(failure));
        }
    }

    /** Tells a Kafka that is away from one that refuses the record. */
    private static Exception judged(Exception failure) {
        return failure instanceof RetriableException && !isAboutTheTopic(failure)
                ? new UnavailableException("Kafka did not take the record: " + failure.getMessage(), failure)
                : failure;
    }

    /** One topic that is missing says nothing about Kafka; the client waits for it, then says so in a time-out's cause. */
    private static boolean isAboutTheTopic(Exception failure) {
        return failure instanceof UnknownTopicOrPartitionException
                || failure.getCause() instanceof UnknownTopicOrPartitionException;
    }

    private Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = ClientClassLoader.with(() -> new KafkaProducer<>(
                    settings.producer(clientId, timeout), new ByteArraySerializer(), new ByteArraySerializer()));
        }
        return producer;
    }

    /** The time the record had when it first failed; failing that, the time it was dead-lettered. */
    private static @Nullable Long timestampMillis(DlqRecord record) {
        long fallback = record.source().timestampMillis();
        long millis = record.origin().timestamp().map(Instant::toEpochMilli).orElse(fallback);
        return millis < 0 ? null : millis;
    }

    private static List<Header> toKafka(DlqHeaders headers) {
        List<Header> kafka = new ArrayList<>();
        for (DlqHeader header : headers.list()) {
            kafka.add(new RecordHeader(header.name(), header.value().orElse(null)));
        }
        return kafka;
    }

    /** A redrive that waits for the sender. */
    private final class Send implements Runnable {

        private final String topic;
        private final DlqRecord record;
        private final DlqHeaders headers;
        private final CompletableFuture<Published> published;

        private Send(String topic, DlqRecord record, DlqHeaders headers, CompletableFuture<Published> published) {
            this.topic = topic;
            this.record = record;
            this.headers = headers;
            this.published = published;
        }

        @Override
        public void run() {
            send(topic, record, headers, published);
        }

        private void giveBack() {
            published.completeExceptionally(new DlqException("Stopped before " + record.id() + " was published"));
        }
    }

    @Override
    public void close() {
        sender.shutdown();
        if (!hasEnded()) {
            sender.shutdownNow().forEach(waiting -> ((Send) waiting).giveBack());
            hasEnded();
        }
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
        }
    }

    private boolean hasEnded() {
        try {
            return sender.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
