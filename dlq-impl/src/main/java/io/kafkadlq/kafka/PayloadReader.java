package io.kafkadlq.kafka;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.core.payload.Fetched;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads records at exact offsets: each partition from the first offset wanted to the last, leaping over what lies far
 * between. Not thread-safe, as its consumer.
 */
final class PayloadReader {

    private static final Duration ASK_WITHIN = Duration.ofSeconds(5);
    private static final Duration SILENT_FOR = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final BiConsumer<TopicPartition, Long> firstKept;
    private final NanoClock clock;

    /** @param firstKept told the first offset that each partition has */
    PayloadReader(Consumer<byte[], byte[]> consumer, BiConsumer<TopicPartition, Long> firstKept, NanoClock clock) {
        this.consumer = consumer;
        this.firstKept = firstKept;
        this.clock = clock;
    }

    /**
     * What came of each place, in the same order.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer, or may not tell us
     */
    List<Fetched> read(List<Source> places) {
        var answers = new Fetched[places.size()];
        Map<TopicPartition, WantedOffsets> open = wanted(places, answers);
        try {
            consumer.assign(open.keySet());
            open.values().forEach(one -> consumer.seek(one.partition(), one.first()));
            readThrough(open);
        } finally {
            // What is kept assigned is read ahead, and stays paused when it is assigned again.
            consumer.unsubscribe();
        }
        return Arrays.asList(answers);
    }

    private void readThrough(Map<TopicPartition, WantedOffsets> open) {
        long heardNanos = clock.nanos();
        boolean looked = false;
        while (!open.isEmpty()) {
            if (pollOnce(open)) {
                heardNanos = clock.nanos();
            } else if (!looked) {
                // At its end a partition is as silent as one that Kafka does not answer for.
                looked = true;
                answerBeyondBounds(open);
            } else if (clock.nanos() - heardNanos > SILENT_FOR.toNanos()) {
                var silent = new TimeoutException("Kafka sent nothing of " + open.keySet() + " for " + SILENT_FOR);
                open.values().forEach(left -> left.answerAll(new Fetched.Unavailable(silent)));
                open.clear();
            }
        }
    }

    /** By partition; those of partitions that there are not are answered. */
    private Map<TopicPartition, WantedOffsets> wanted(List<Source> places, Fetched[] answers) {
        Map<TopicPartition, WantedOffsets> wanted = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            Source place = places.get(i);
            wanted.computeIfAbsent(
                            new TopicPartition(place.topic(), place.partition()),
                            partition -> new WantedOffsets(partition, answers))
                    .add(place, i);
        }
        Map<String, Integer> partitions = new HashMap<>();
        wanted.values().removeIf(one -> !isThere(one, partitions));
        return wanted;
    }

    /** Whether there is such a partition; if not, those that want something of it are answered. */
    private boolean isThere(WantedOffsets wanted, Map<String, Integer> partitions) {
        TopicPartition partition = wanted.partition();
        try {
            int count = partitions.computeIfAbsent(partition.topic(), topic -> consumer.partitionsFor(topic, ASK_WITHIN)
                    .size());
            if (partition.partition() < count) {
                return true;
            }
            String what = count == 0 ? "topic " + partition.topic() : "partition " + partition;
            wanted.answerAll(new Fetched.Gone(what + " is not there any longer"));
        } catch (AuthorizationException | InvalidTopicException refused) {
            // The other topics are not to suffer from it.
            wanted.answerAll(new Fetched.Unavailable(refused));
        }
        return false;
    }

    /** What lies before a partition's first offset, or past its end, is gone; asked only when there is a reason to. */
    private void answerBeyondBounds(Map<TopicPartition, WantedOffsets> open) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(open.keySet(), ASK_WITHIN);
        Map<TopicPartition, Long> ends = consumer.endOffsets(open.keySet(), ASK_WITHIN);
        begins.forEach(firstKept);
        for (WantedOffsets wanted : new ArrayList<>(open.values())) {
            long begin = begins.getOrDefault(wanted.partition(), 0L);
            long end = ends.getOrDefault(wanted.partition(), Long.MAX_VALUE);
            wanted.answerBefore(begin, place -> place + " is before the first offset of its partition, " + begin);
            wanted.answerFrom(end, place -> place + " is past the end of its partition, " + end);
            goOn(open, wanted, true);
        }
    }

    /** Reads on, or no longer what needs no reading. */
    private void goOn(Map<TopicPartition, WantedOffsets> open, WantedOffsets wanted, boolean leap) {
        if (wanted.isEmpty()) {
            open.remove(wanted.partition());
            consumer.pause(List.of(wanted.partition()));
        } else if (leap) {
            consumer.seek(wanted.partition(), wanted.first());
        }
    }

    /** Whether anything came of it. */
    private boolean pollOnce(Map<TopicPartition, WantedOffsets> open) {
        ConsumerRecords<byte[], byte[]> polled;
        try {
            polled = consumer.poll(POLL);
        } catch (OffsetOutOfRangeException beyond) {
            answerBeyondBounds(open);
            return false;
        }
        boolean heard = !polled.isEmpty();
        for (WantedOffsets wanted : new ArrayList<>(open.values())) {
            TopicPartition partition = wanted.partition();
            for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
                wanted.take(record.offset(), place -> fetched(place, record));
            }
            long position = consumer.position(partition, ASK_WITHIN);
            heard |= wanted.hasMovedTo(position);
            wanted.answerBefore(
                    position, place -> place + " is not there any longer, though later records are (is it compacted?)");
            goOn(open, wanted, !wanted.isEmpty() && wanted.isFarFrom(position));
        }
        return heard;
    }

    private static Fetched fetched(Source place, ConsumerRecord<byte[], byte[]> record) {
        if (place.timestampMillis() >= 0 && place.timestampMillis() != record.timestamp()) {
            return new Fetched.Gone(place + " holds another record now, of another time");
        }
        return new Fetched.Found(Payload.of(record.key(), record.value(), DlqHeaders.copyOf(record.headers())));
    }
}
