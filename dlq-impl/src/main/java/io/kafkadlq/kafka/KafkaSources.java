package io.kafkadlq.kafka;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.core.engine.Engine;
import io.kafkadlq.core.engine.NamedThreads;
import io.kafkadlq.core.engine.RecordSource;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.kafka.dialect.DialectRegistry;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the Kafka consumers of each channel that names dead-letter topics. */
public final class KafkaSources implements Engine.Sources {

    private final ClientSettings settings;
    private final DialectRegistry dialects;
    private final String nodeId;
    private final ThreadFactory threads;

    public KafkaSources(ClientSettings settings, DialectRegistry dialects, String nodeId, ThreadFactory threads) {
        this.settings = settings;
        this.dialects = dialects;
        this.nodeId = nodeId;
        this.threads = threads;
    }

    @Override
    public List<RecordSource> of(String channel, ChannelConfig config, ChannelMetrics counters) {
        List<TopicName> topics =
                config.deadLetterTopics().stream().map(TopicName::parse).toList();
        if (topics.isEmpty()) {
            return List.of();
        }
        var decoder = new LetterDecoder(channel, dialects, counters);
        var pollThreads = new NamedThreads(threads, "dlq-poll-" + channel);
        return IntStream.rangeClosed(1, config.consumers())
                .<RecordSource>mapToObj(number -> new KafkaSource(
                        topics,
                        () -> ClientClassLoader.with(() -> new KafkaConsumer<>(
                                settings.consumer(channel, config, "dlq-" + channel + "-" + number + "@" + nodeId),
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer())),
                        decoder,
                        pollThreads))
                .toList();
    }
}
