package io.kafkadlq.bench.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Unit;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LatenessTest {

    private static final Instant DUE = Instant.parse("2026-11-27T12:00:00Z");

    private final Lateness lateness = new Lateness(4);

    @Test
    void shouldTellTheMiddleAndTheEnds() {
        begin(0, 8);
        begin(1, -2);
        begin(2, 3);
        begin(3, 40);

        assertThat(lateness.figures())
                .containsEntry(Unit.LATE_P50, 3.0)
                .containsEntry(Unit.LATE_P99, 40.0)
                .containsEntry(Unit.LATE_MOST, 40.0)
                .containsEntry(Unit.LATE_LEAST, -2.0);
    }

    @Test
    void shouldBeOverWhenAllHaveBegun() {
        begin(0, 1);
        begin(1, 1);
        begin(2, 1);
        assertThat(lateness.isOver()).isFalse();

        begin(3, 1);

        assertThat(lateness.isOver()).isTrue();
    }

    @Test
    void shouldCountWhatNeverBeganAndWhatBeganAgain() {
        begin(0, 1);
        begin(0, 2);
        begin(1, 1);

        assertThat(lateness.defects()).isEqualTo(Defects.of(2, 1));
    }

    private void begin(int record, long millisLate) {
        lateness.begun(record, DUE, DUE.plusMillis(millisLate));
    }
}
