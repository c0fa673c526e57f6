package io.kafkadlq.kafka;

import io.kafkadlq.api.model.PartitionStatistics;
import io.kafkadlq.core.delivery.Ledger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that a consumer has at the moment, and what of them may be committed. Owned by the poll thread, but for
 * {@link #statistics}.
 */
final class Assignment {

    private final Map<TopicPartition, AssignedPartition> held = new HashMap<>();
    private final int maxUnderWay;
    private final AtomicInteger numbers;
    private int turn;
    private volatile List<AssignedPartition> visible = List.of();

    /** @param numbers gives each assignment a number of its own within the channel */
    Assignment(int maxUnderWay, AtomicInteger numbers) {
        this.maxUnderWay = maxUnderWay;
        this.numbers = numbers;
    }

    void add(Collection<TopicPartition> partitions) {
        partitions.forEach(partition ->
                held.put(partition, new AssignedPartition(partition, numbers.getAndIncrement(), maxUnderWay)));
        visible = List.copyOf(held.values());
    }

    /** From then on nothing of these begins behind what has begun. */
    void revoke(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> find(partition).ifPresent(AssignedPartition::revoke));
    }

    /** From then on nothing of these begins, and nothing that ends late moves their offsets. */
    void remove(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> find(partition).ifPresent(AssignedPartition::letGo));
        partitions.forEach(held::remove);
        visible = List.copyOf(held.values());
    }

    Set<TopicPartition> partitions() {
        return held.keySet();
    }

    Collection<AssignedPartition> all() {
        return held.values();
    }

    /** All, each time beginning with another one: where there is little room, each partition is the first in turn. */
    List<AssignedPartition> allInTurn() {
        List<AssignedPartition> turned = new ArrayList<>(held.values());
        if (turned.size() > 1) {
            Collections.rotate(turned, turn++);
        }
        return turned;
    }

    Optional<AssignedPartition> find(TopicPartition partition) {
        return Optional.ofNullable(held.get(partition));
    }

    /**
     * Has the consumer read from those that have room and from no others, or from none. Each time, for partitions that were
     * assigned since too.
     *
     * @return whether some partition has no room
     */
    boolean pauseOrResume(Consumer<byte[], byte[]> consumer, boolean rest) {
        boolean waiting = false;
        for (AssignedPartition partition : held.values()) {
            waiting |= partition.hasBacklog();
            boolean pause = rest || partition.hasBacklog();
            if (pause && !partition.isPaused()) {
                consumer.pause(Set.of(partition.partition()));
            } else if (!pause && partition.isPaused()) {
                consumer.resume(Set.of(partition.partition()));
            }
            partition.paused(pause);
        }
        return waiting && !rest;
    }

    /** What there is to commit of these beyond what has been. */
    Map<TopicPartition, OffsetAndMetadata> toCommit(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            AssignedPartition assigned = held.get(partition);
            if (assigned != null) {
                assigned.toCommit().ifPresent(offset -> offsets.put(partition, new OffsetAndMetadata(offset)));
            }
        }
        return offsets;
    }

    void noteCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            AssignedPartition assigned = held.get(partition);
            if (assigned != null) {
                assigned.committed(offset.offset());
            }
        });
    }

    /** Whether something of these is to be waited for before they are given away. */
    boolean isUnderWay(Collection<TopicPartition> partitions, boolean mayBegin) {
        return partitions.stream()
                .flatMap(partition -> find(partition).stream())
                .anyMatch(partition -> partition.isUnderWay(mayBegin));
    }

    /** Whether keys and values of records that were read and are not done hold that many bytes. */
    boolean holds(long bytes) {
        held.values().forEach(assigned -> assigned.ledger().committable());
        // The first sum is cheap and never too small; what is done behind something that is not holds no memory any
        // more.
        return sum(Ledger::bytesUnderWay) >= bytes && sum(Ledger::bytesNotDone) >= bytes;
    }

    private long sum(ToLongFunction<Ledger> bytes) {
        return held.values().stream()
                .map(AssignedPartition::ledger)
                .mapToLong(bytes)
                .sum();
    }

    void publishStatistics() {
        held.values().forEach(AssignedPartition::publishStatistics);
    }

    /** Any thread; as of the last publication. */
    List<PartitionStatistics> statistics() {
        var statistics = new ArrayList<PartitionStatistics>();
        visible.forEach(assigned -> statistics.add(assigned.statistics()));
        return statistics;
    }
}
