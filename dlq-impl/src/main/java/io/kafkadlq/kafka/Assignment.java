package io.kafkadlq.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The partitions that a consumer has at the moment, and what of them may be committed. Owned by the poll thread. */
final class Assignment {

    private final Map<TopicPartition, AssignedPartition> held = new HashMap<>();

    void add(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> held.put(partition, new AssignedPartition(partition)));
    }

    void remove(Collection<TopicPartition> partitions) {
        partitions.forEach(held::remove);
    }

    Set<TopicPartition> partitions() {
        return held.keySet();
    }

    Optional<AssignedPartition> find(TopicPartition partition) {
        return Optional.ofNullable(held.get(partition));
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

    /** Whether records of these have been handed on and are not all done. */
    boolean isUnderWay(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            AssignedPartition assigned = held.get(partition);
            if (assigned != null) {
                assigned.ledger().committable();
                if (assigned.ledger().underWay() > 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
