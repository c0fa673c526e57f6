package io.kafkadlq.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkTest {

    @Test
    void waitsBetweenOneAndFiveMillisecondsAndThreeOnAverage() {
        var waits = IntStream.range(0, 10_000).mapToLong(Work::waitNanos).summaryStatistics();

        assertThat(waits.getMin()).isGreaterThanOrEqualTo(1_000_000);
        assertThat(waits.getMax()).isLessThan(5_000_000);
        assertThat(waits.getAverage()).isBetween(2_900_000.0, 3_100_000.0);
    }

    @Test
    void failsOnOneRecordInTen() {
        assertThat(IntStream.range(0, 1_000).filter(Work.FAILS::fails).count()).isEqualTo(100);
        assertThat(IntStream.range(0, 1_000).filter(Work.NO_OP::fails).count()).isZero();
    }

    @Test
    void failsEachTime() {
        assertThatThrownBy(() -> Work.FAILS.perform(20)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Work.FAILS.perform(20)).isInstanceOf(IllegalStateException.class);
    }
}
