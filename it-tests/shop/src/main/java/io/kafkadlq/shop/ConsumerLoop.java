package io.kafkadlq.shop;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic and commits what was processed; what was not is read again. */
final class ConsumerLoop implements Task {

    private static final System.Logger LOG = System.getLogger(ConsumerLoop.class.getName());
    private static final Duration POLL = Duration.ofSeconds(1);

    private final String topic;
    private final Step step;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean closing;

    ConsumerLoop(KafkaSettings kafka, String group, String topic, Step step) {
        this.topic = topic;
        this.step = step;
        consumer = new KafkaConsumer<>(kafka.consumer(group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(List.of(topic));
            while (!closing) {
                var messages = consumer.poll(POLL);
                for (var partition : messages.partitions()) {
                    process(partition, messages.records(partition));
                }
                consumer.commitSync();
            }
        } catch (WakeupException e) {
            // That is how close() ends a poll.
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
                return;
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
    }

    /** What is done with a message. Once it returns, the message counts as done. */
    interface Step {
        void process(ConsumerRecord<byte[], byte[]> message);
    }
}
