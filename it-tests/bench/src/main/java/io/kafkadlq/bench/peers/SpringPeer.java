package io.kafkadlq.bench.peers;

import io.kafkadlq.bench.topic.Clients;
import io.kafkadlq.bench.topic.Topic;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRecordRecoverer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Spring for Apache Kafka as its manual shows it: a listener container with the default error handler, which publishes a
 * dead letter after the first failure.
 */
record SpringPeer(int concurrency) implements Participant {

    @Override
    public Running start(Bout bout) {
        Topic topic = bout.topic();
        var producers = new DefaultKafkaProducerFactory<>(
                Clients.deadLettering(topic.bootstrapServers()), new ByteArraySerializer(), new ByteArraySerializer());
        var template = new KafkaTemplate<>(producers);
        template.partitionsFor(bout.deadLetters());
        var properties = new ContainerProperties(topic.name());
        properties.setGroupId(bout.group());
        properties.setMessageListener((MessageListener<byte[], byte[]>) record -> handle(bout, record));
        // Else it goes on through all that was polled, long after the clock has stopped.
        properties.setStopImmediate(true);
        var container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        Clients.consuming(topic.bootstrapServers(), bout.group()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                properties);
        container.setConcurrency(concurrency);
        container.setCommonErrorHandler(
                new DefaultErrorHandler(new Recovery(bout, recoverer(bout, template)), new FixedBackOff(0, 0)));
        container.start();
        return new Listening(bout, container, producers);
    }

    private static DeadLetterPublishingRecoverer recoverer(Bout bout, KafkaTemplate<byte[], byte[]> template) {
        return new DeadLetterPublishingRecoverer(
                template, (record, why) -> new TopicPartition(bout.deadLetters(), record.partition()));
    }

    private static void handle(Bout bout, ConsumerRecord<byte[], byte[]> record) {
        try {
            bout.handle(record.value());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", stopping);
        }
    }

    /** Counts what was recovered: the recoverer returns when Kafka has acknowledged the dead letter. */
    private record Recovery(Bout bout, DeadLetterPublishingRecoverer recoverer)
            implements ConsumerAwareRecordRecoverer {

        @Override
        public void accept(ConsumerRecord<?, ?> record, @Nullable Consumer<?, ?> consumer, @Nullable Exception why) {
            recoverer.accept(record, consumer, Objects.requireNonNull(why));
            bout.track().deadLettered();
        }
    }

    private record Listening(
            Bout bout,
            ConcurrentMessageListenerContainer<byte[], byte[]> container,
            DefaultKafkaProducerFactory<byte[], byte[]> producers)
            implements Running {

        @Override
        public long finished() {
            return bout.track().finished();
        }

        @Override
        public void close() {
            container.stop();
            producers.destroy();
        }
    }
}
