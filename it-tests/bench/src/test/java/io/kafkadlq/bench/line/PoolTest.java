package io.kafkadlq.bench.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolTest {

    @Test
    void givesTheSameRecordsRoundAfterRound() {
        var pool = Pool.of(100);

        assertThat(pool.index(pool.size() + 5L)).isEqualTo(5);
        assertThat(pool.record(5).offset()).isEqualTo(5);
    }

    @Test
    void givesOneKeyToOneRecordInSoManyAndToNoOther() {
        var pool = Pool.withOftenKey(100, 50);

        assertThat(IntStream.range(0, pool.size()).filter(index -> pool.key(index) == 0))
                .allMatch(index -> index % 50 == 0)
                .hasSize((pool.size() + 49) / 50);
    }
}
