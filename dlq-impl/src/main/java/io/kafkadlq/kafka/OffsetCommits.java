package io.kafkadlq.kafka;

import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;

/** Commits what is done: now and then without waiting, and once more before a partition is given away. Poll thread. */
final class OffsetCommits {

    private static final Duration LAST_COMMIT = Duration.ofSeconds(3);
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Assignment assigned;
    private final NanoClock clock;
    private long lastNanos;
    private boolean underWay;

    OffsetCommits(Assignment assigned, NanoClock clock) {
        this.assigned = assigned;
        this.clock = clock;
        this.lastNanos = clock.nanos();
    }

    /** Commits if the last commit was some time ago and is answered. */
    void inTime(Consumer<byte[], byte[]> consumer) {
        long now = clock.nanos();
        if (underWay || now - lastNanos < EVERY_NANOS) {
            return;
        }
        lastNanos = now;
        Map<TopicPartition, OffsetAndMetadata> offsets = assigned.toCommit(assigned.partitions());
        assigned.publishStatistics();
        if (!offsets.isEmpty()) {
            underWay = true;
            consumer.commitAsync(offsets, (sent, failure) -> {
                underWay = false;
                if (failure == null) {
                    assigned.noteCommitted(sent);
                } else {
                    Log.commitFailed(failure);
                }
            });
        }
    }

    /**
     * Commits what is done of these and waits for the answer.
     *
     * @return whether there is an answer; none is given while the group finds itself anew
     */
    boolean now(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = assigned.toCommit(partitions);
        if (offsets.isEmpty()) {
            return true;
        }
        try {
            throughWakeup(consumer, offsets);
            assigned.noteCommitted(offsets);
        } catch (RebalanceInProgressException again) {
            return false;
        } catch (KafkaException failure) {
            // The records are done; read again, dead letters are recognised as duplicates.
            Log.commitFailed(failure);
        }
        return true;
    }

    /** A wake-up meant for the poll may be met here; it is met only once. */
    private static void throughWakeup(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets, LAST_COMMIT);
        } catch (WakeupException woken) {
            consumer.commitSync(offsets, LAST_COMMIT);
        }
    }
}
