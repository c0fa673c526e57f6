package io.kafkadlq.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OriginTest {

    @Test
    void shouldKnowNothingWhenUnknown() {
        var origin = Origin.unknown();

        assertThat(origin.topic()).isEmpty();
        assertThat(origin.partition()).isEmpty();
        assertThat(origin.offset()).isEmpty();
        assertThat(origin.timestamp()).isEmpty();
        assertThat(origin.group()).isEmpty();
    }

    @Test
    void shouldTakeNegativeNumbersForUnknown() {
        var origin =
                Origin.unknown().withPartition(-5).withOffset(Long.MIN_VALUE).withTimestampMillis(-2);

        assertThat(origin).isEqualTo(Origin.unknown()).hasSameHashCodeAs(Origin.unknown());
    }

    @Test
    void shouldKnowZeroes() {
        var origin = Origin.unknown().withPartition(0).withOffset(0).withTimestampMillis(0);

        assertThat(origin.partition()).hasValue(0);
        assertThat(origin.offset()).hasValue(0);
        assertThat(origin.timestamp()).contains(Instant.EPOCH);
    }

    @Test
    void shouldBeThePlaceWhereTheRecordWasRead() {
        var origin = Origin.at(new Source("orders", 3, 18_842, 1_700_000_000_000L));

        assertThat(origin)
                .isEqualTo(Origin.unknown()
                        .withTopic("orders")
                        .withPartition(3)
                        .withOffset(18_842)
                        .withTimestampMillis(1_700_000_000_000L));
        assertThat(origin.withGroup("booking")).isNotEqualTo(origin);
    }

    @Test
    void shouldBeUnknownForARecordFromNowhere() {
        assertThat(Origin.at(Source.none())).isEqualTo(Origin.unknown());
    }

    @Test
    void shouldShowASourceAsOperatorsWriteIt() {
        assertThat(new Source("orders-dlt", 3, 18_842, 0)).hasToString("orders-dlt-3@18842");
        assertThat(Source.none()).hasToString("(no position)");
        assertThat(Source.none().isKnown()).isFalse();
    }
}
