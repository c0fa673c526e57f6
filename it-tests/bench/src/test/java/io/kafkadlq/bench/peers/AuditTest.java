package io.kafkadlq.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.bench.harness.Defects;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AuditTest {

    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);
    private static final Map<TopicPartition, List<Integer>> NUMBERS = Map.of(PARTITION, List.of(10, 11, 12, 13));

    @Test
    void countsWhatLiesBelowTheCommittedOffsetUnfinished() {
        assertThat(Audit.lost(NUMBERS, committed(3), number -> number != 11)).isEqualTo(1);
    }

    @Test
    void leavesOutWhatWillBeReadAgain() {
        assertThat(Audit.lost(NUMBERS, committed(3), number -> number != 13)).isZero();
    }

    @Test
    void findsNothingLostWhereAllIsFinished() {
        assertThat(Audit.lost(NUMBERS, committed(4), number -> true)).isZero();
    }

    @Test
    void saysNothingOfThoseWhoCommittedNothing() {
        assertThat(Audit.lost(NUMBERS, Map.of(), number -> false)).isEqualTo(Defects.NOT_CHECKED);
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(long offset) {
        return Map.of(PARTITION, new OffsetAndMetadata(offset));
    }
}
