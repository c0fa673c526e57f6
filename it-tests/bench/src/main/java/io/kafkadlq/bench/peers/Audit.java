package io.kafkadlq.bench.peers;

import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.topic.Clients;
import io.kafkadlq.bench.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks behind a contender's back, once it has stopped, at what is in Kafka. Lost is a record below the committed offset
 * that was neither handled nor is among the dead letters: nobody would ever see it again. Duplicated is what was given to
 * a handler again, or is among the dead letters twice.
 */
final class Audit {

    private static final Duration POLL = Duration.ofMillis(500);

    /** By partition, the numbers of its records in the order of their offsets. */
    private final Map<TopicPartition, List<Integer>> numbers = new HashMap<>();

    private final Topic topic;

    /** Reads the whole topic once. */
    Audit(Topic topic) {
        this.topic = topic;
        readAll(topic.name(), Topic.freshGroup(), record -> numbers.computeIfAbsent(
                        new TopicPartition(record.topic(), record.partition()), partition -> new ArrayList<>())
                .add(Load.number(record.value())));
    }

    Defects of(Bout bout) {
        var deadLetters = new Numbers(topic.records());
        long[] repeated = {bout.track().repeated()};
        readAll(bout.deadLetters(), Topic.freshGroup(), record -> {
            if (!Load.isOpening(record.value()) && !deadLetters.add(Load.number(record.value()))) {
                repeated[0]++;
            }
        });
        long lost = lost(
                numbers,
                committed(bout.group()),
                number -> bout.track().wasHandled(number) || deadLetters.contains(number));
        return new Defects(bout.track().orderViolations(), lost, repeated[0]);
    }

    /** Where nothing was committed, nothing can be said. */
    static long lost(
            Map<TopicPartition, List<Integer>> numbers,
            Map<TopicPartition, OffsetAndMetadata> committed,
            IntPredicate isFinished) {
        if (committed.isEmpty()) {
            return Defects.NOT_CHECKED;
        }
        return committed.entrySet().stream()
                .mapToLong(end -> numbers.getOrDefault(end.getKey(), List.of()).stream()
                        .limit(end.getValue().offset())
                        .filter(number -> !isFinished.test(number))
                        .count())
                .sum();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        try (var consumer = consumer(group)) {
            var offsets = new HashMap<>(consumer.committed(numbers.keySet()));
            offsets.values().removeIf(offset -> offset == null);
            return offsets;
        }
    }

    private void readAll(String name, String group, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (var consumer = consumer(group)) {
            Collection<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(POLL).forEach(reader);
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                Clients.consuming(topic.bootstrapServers(), group),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
