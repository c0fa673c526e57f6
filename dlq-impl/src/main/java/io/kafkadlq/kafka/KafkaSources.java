package io.kafkadlq.kafka;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.ProcessingConfig;
import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.core.delivery.Inlet;
import io.kafkadlq.core.engine.Engine;
import io.kafkadlq.core.engine.NamedThreads;
import io.kafkadlq.core.engine.RecordSource;
import io.kafkadlq.core.flow.GatedInlet;
import io.kafkadlq.core.payload.PayloadSource;
import io.kafkadlq.core.time.NanoClock;
import io.kafkadlq.kafka.dialect.DialectRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the Kafka consumers of each channel that names dead-letter topics, or topics for its handler. */
public final class KafkaSources implements Engine.Sources {

    private static final int MOST_UNDER_WAY = 8192;

    private final ClientSettings settings;
    private final DialectRegistry dialects;
    private final String nodeId;
    private final Duration handOver;
    private final ThreadFactory threads;

    /** @param handOver how long a partition that goes to another consumer is kept until what was begun has ended */
    public KafkaSources(
            ClientSettings settings,
            DialectRegistry dialects,
            String nodeId,
            Duration handOver,
            ThreadFactory threads) {
        this.settings = settings;
        this.dialects = dialects;
        this.nodeId = nodeId;
        this.handOver = handOver;
        this.threads = threads;
    }

    @Override
    public List<RecordSource> deadLetters(String channel, ChannelConfig config, Engine.Intake intake) {
        String group = config.consumerGroup().orElse("dlq-" + channel);
        // The gate comes first: a letter's headers are copied when it is let in, not each time that it is refused.
        var decoder = new LetterDecoder(channel, dialects, intake.counters(), intake.admission());
        var inlet = new GatedInlet(intake.gate(), new DeadLetterInlet(decoder, intake.head()));
        return consumers(
                new Readers(
                        "dlq-poll-" + channel, group, config.deadLetterTopics(), config.consumers(), MOST_UNDER_WAY),
                config,
                inlet);
    }

    @Override
    public List<RecordSource> topics(String channel, ChannelConfig config, Inlet inlet) {
        ProcessingConfig processing = config.processing();
        String group = processing.consumerGroup().orElse(channel);
        return consumers(
                new Readers(
                        "dlq-source-" + channel,
                        group,
                        processing.topics(),
                        processing.consumers(),
                        processing.maxUnderWay()),
                config,
                inlet);
    }

    @Override
    public Optional<PayloadSource> payloads() {
        return settings.isAddressed()
                ? Optional.of(new KafkaPayloads(settings, nodeId, new NamedThreads(threads, "dlq-payload")))
                : Optional.empty();
    }

    /** So many consumers of one group; the name is their threads' and, with a number, their client ids'. */
    private record Readers(String name, String group, List<String> topics, int consumers, int maxUnderWay) {}

    private List<RecordSource> consumers(Readers readers, ChannelConfig config, Inlet inlet) {
        List<TopicName> topics = readers.topics().stream().map(TopicName::parse).toList();
        if (topics.isEmpty()) {
            return List.of();
        }
        var pollThreads = new NamedThreads(threads, readers.name());
        var numbers = new AtomicInteger();
        var limits = new PollLoop.Limits(config.buffer().maxBytes(), handOver, settings.maxPollInterval());
        return IntStream.rangeClosed(1, readers.consumers())
                .<RecordSource>mapToObj(number -> {
                    String clientId = readers.name() + "-" + number + "@" + nodeId;
                    var assigned = new Assignment(readers.maxUnderWay(), numbers);
                    return new KafkaSource(
                            topics,
                            () -> ClientClassLoader.with(() -> new KafkaConsumer<>(
                                    settings.consumer(readers.group(), clientId),
                                    new ByteArrayDeserializer(),
                                    new ByteArrayDeserializer())),
                            assigned,
                            new PollLoop(inlet, assigned, limits, NanoClock.SYSTEM),
                            pollThreads);
                })
                .toList();
    }
}
