package io.kafkadlq.kafka;

import io.kafkadlq.api.DlqException;
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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads records at exact offsets: each partition from the first offset wanted to the last, leaping over what lies far
 * between. A partition that cannot be read is no harm to the others. Not thread-safe, as its consumer.
 */
final class PayloadReader {

    private static final Duration READ_WITHIN = Duration.ofSeconds(25);
    private static final Patience TOGETHER = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(10));
    private static final Patience ALONE = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(3));
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final BiConsumer<TopicPartition, Long> firstKept;
    private final NanoClock clock;
    private long beganNanos;
    private Patience patience = TOGETHER;

    /**
     * How long Kafka may take.
     *
     * @param answer for one question
     * @param silence while it sends nothing
     */
    private record Patience(Duration answer, Duration silence) {}

    /** @param firstKept told the first offset that each partition has */
    PayloadReader(Consumer<byte[], byte[]> consumer, BiConsumer<TopicPartition, Long> firstKept, NanoClock clock) {
        this.consumer = consumer;
        this.firstKept = firstKept;
        this.clock = clock;
    }

    /**
     * What came of each place, in the same order, within half a minute.
     *
     * @throws KafkaException if Kafka does not tell which partitions there are, or the consumer is woken up
     */
    List<Fetched> read(List<Source> places) {
        beganNanos = clock.nanos();
        patience = TOGETHER;
        var answers = new Fetched[places.size()];
        Map<TopicPartition, WantedOffsets> open = wanted(places, answers);
        try {
            read(open);
        } catch (WakeupException | InterruptException stopping) {
            throw stopping;
        } catch (KafkaException ofSome) {
            readEachAlone(open);
        }
        return Arrays.asList(answers);
    }

    /** Which of them it is that cannot be read, Kafka does not tell. */
    private void readEachAlone(Map<TopicPartition, WantedOffsets> open) {
        patience = ALONE;
        for (WantedOffsets wanted : open.values()) {
            if (wanted.isEmpty()) {
                continue;
            }
            Map<TopicPartition, WantedOffsets> alone = new HashMap<>(Map.of(wanted.partition(), wanted));
            try {
                read(alone);
            } catch (WakeupException | InterruptException stopping) {
                throw stopping;
            } catch (KafkaException culprit) {
                wanted.answerAll(new Fetched.Unavailable(culprit));
            }
        }
    }

    private void read(Map<TopicPartition, WantedOffsets> open) {
        try {
            consumer.assign(open.keySet());
            open.values().forEach(one -> consumer.seek(one.partition(), one.first()));
            readThrough(open);
        } finally {
            // What is kept assigned is read ahead, and stays paused when it is assigned again.
            consumer.unsubscribe();
        }
    }

    private void readThrough(Map<TopicPartition, WantedOffsets> open) {
        long heardNanos = clock.nanos();
        boolean looked = false;
        while (!open.isEmpty()) {
            if (clock.nanos() - beganNanos > READ_WITHIN.toNanos()) {
                giveUp(open, "Not all of " + open.keySet() + " was read within " + READ_WITHIN.toSeconds() + " s");
            } else if (pollOnce(open)) {
                heardNanos = clock.nanos();
            } else if (!looked) {
                // At its end a partition is as silent as one that Kafka does not answer for.
                looked = true;
                answerBeyondBounds(open);
            } else if (clock.nanos() - heardNanos > patience.silence().toNanos()) {
                long seconds = patience.silence().toSeconds();
                giveUp(open, "Kafka sent nothing of " + open.keySet() + " for " + seconds + " s");
            }
        }
    }

    private static void giveUp(Map<TopicPartition, WantedOffsets> open, String why) {
        var late = new TimeoutException(why);
        open.values().forEach(left -> left.answerAll(new Fetched.Unavailable(late)));
        open.clear();
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
            int count = partitions.computeIfAbsent(
                    partition.topic(),
                    topic -> consumer.partitionsFor(topic, patience.answer()).size());
            if (partition.partition() < count) {
                return true;
            }
            String what = count == 0 ? "topic " + partition.topic() : "partition " + partition;
            wanted.answerAll(notThere(what + " is not there (was it deleted, or is this another cluster?)"));
        } catch (AuthorizationException | InvalidTopicException refused) {
            // The other topics are not to suffer from it.
            wanted.answerAll(new Fetched.Unavailable(refused));
        }
        return false;
    }

    /** Whoever looks at the wrong cluster for an hour is not to lose all that waits meanwhile. */
    private static Fetched notThere(String why) {
        return new Fetched.Unavailable(new DlqException(why));
    }

    /** What lies before a partition's first offset is gone; asked only when there is a reason to. */
    private void answerBeyondBounds(Map<TopicPartition, WantedOffsets> open) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(open.keySet(), patience.answer());
        Map<TopicPartition, Long> ends = consumer.endOffsets(open.keySet(), patience.answer());
        begins.forEach(firstKept);
        for (WantedOffsets wanted : new ArrayList<>(open.values())) {
            long begin = begins.getOrDefault(wanted.partition(), 0L);
            long end = ends.getOrDefault(wanted.partition(), Long.MAX_VALUE);
            wanted.answerBefore(begin, place -> place + " is before the first offset of its partition, " + begin);
            wanted.answerFrom(
                    end,
                    place -> notThere(place + " is past the end of its partition, " + end
                            + " (was its topic made again, or is this another cluster?)"));
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
            long position = consumer.position(partition, patience.answer());
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
