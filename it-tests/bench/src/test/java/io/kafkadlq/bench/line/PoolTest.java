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

    @Test
    void givesTheFirstOfTenThousandKeysATenthByZipfsLaw() {
        var pool = Pool.zipf(10_000);

        var first = IntStream.range(0, pool.size()).filter(index -> pool.key(index) == 0);
        assertThat(first.count() / (double) pool.size()).isBetween(0.095, 0.11);
        assertThat(IntStream.range(0, pool.size()).map(pool::key)).allMatch(key -> key >= 0 && key < 10_000);
    }
}
