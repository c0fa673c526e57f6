package io.kafkadlq.shop;

import io.kafkadlq.api.DlqOverloadedException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic and commits what was processed; what was not is read again. */
final class ConsumerLoop implements Task {

    private static final System.Logger LOG = System.getLogger(ConsumerLoop.class.getName());
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String topic;
    private final Step step;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final CountDownLatch closing = new CountDownLatch(1);

    ConsumerLoop(KafkaSettings kafka, String group, String topic, Step step) {
        this.topic = topic;
        this.step = step;
        consumer = new KafkaConsumer<>(kafka.consumer(group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(List.of(topic));
            while (closing.getCount() > 0) {
                var messages = consumer.poll(POLL);
                for (var partition : messages.partitions()) {
                    process(partition, messages.records(partition));
                }
                commit();
            }
        } catch (WakeupException | InterruptException e) {
            // That is how close(), or the server, ends a poll.
            LOG.log(Level.DEBUG, "Stopped reading {0}", topic);
        }
    }

    private void process(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> messages) {
        for (var message : messages) {
            try {
                step.process(message);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "Will read " + partition + " again from offset " + message.offset(), e);
                consumer.seek(partition, message.offset());
                rest(e.getCause() instanceof DlqOverloadedException full ? full.retryAfter() : PAUSE);
                return;
            }
        }
    }

    /** What could not be committed is read again, here or by another consumer; the DLQ handler knows what it has. */
    private void commit() {
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
            LOG.log(Level.WARNING, "Offsets of " + topic + " not committed: some messages will come again", e);
        }
    }

    /** Until there may be room again, or until close(); far less than max.poll.interval.ms. */
    private void rest(Duration pause) {
        try {
            var unused = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
    }

    /** What is done with a message. Once it returns, the message counts as done. */
    interface Step {
        void process(ConsumerRecord<byte[], byte[]> message);
    }
}
