package io.kafkadlq.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeRangeTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void shouldHoldItsFirstMomentButNotItsLast() {
        var range = TimeRange.between(NOON, NOON.plusMillis(2));

        assertThat(range.contains(NOON.minusMillis(1))).isFalse();
        assertThat(range.contains(NOON)).isTrue();
        assertThat(range.contains(NOON.plusMillis(1))).isTrue();
        assertThat(range.contains(NOON.plusMillis(2))).isFalse();
    }

    @Test
    void shouldBeOpenWhereNothingIsSaid() {
        assertThat(TimeRange.ALWAYS.contains(Instant.MIN)).isTrue();
        assertThat(TimeRange.from(NOON).contains(Instant.MAX)).isTrue();
        assertThat(TimeRange.from(NOON).contains(NOON.minusMillis(1))).isFalse();
        assertThat(TimeRange.before(NOON).contains(Instant.MIN)).isTrue();
        assertThat(TimeRange.before(NOON).contains(NOON)).isFalse();
    }

    @Test
    void shouldRefuseToHoldNothing() {
        assertThatThrownBy(() -> TimeRange.between(NOON.plusSeconds(1), NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("from 2026-11-28T12:00:01Z to 2026-11-28T12:00:00Z: the first has to be before the second");
        assertThatThrownBy(() -> TimeRange.between(NOON, NOON.plusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
