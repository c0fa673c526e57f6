package io.kafkadlq.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {

    private static final long LAST_MILLISECOND = (1L << 48) - 1;

    private static RecordId at(long millis, long rest) {
        return new RecordId(millis << 16 | 0x7000, variant(rest));
    }

    private static long variant(long rest) {
        return rest >>> 2 | 1L << 63;
    }

    @Property
    void shouldOrderByTime(
            @ForAll @LongRange(max = LAST_MILLISECOND) long one,
            @ForAll @LongRange(max = LAST_MILLISECOND) long other,
            @ForAll long rest) {
        assertThat(Integer.signum(at(one, rest).compareTo(at(other, ~rest))))
                .isEqualTo(
                        one == other
                                ? Integer.signum(Long.compareUnsigned(variant(rest), variant(~rest)))
                                : Long.compare(one, other));
    }

    @Property
    void shouldOrderAsItsTextDoes(@ForAll long rest, @ForAll long otherRest) {
        var one = at(1_700_000_000_000L, rest);
        var other = at(1_700_000_000_000L, otherRest);

        assertThat(Integer.signum(one.compareTo(other)))
                .isEqualTo(Integer.signum(one.toString().compareTo(other.toString())));
    }

    @Property
    void shouldSurviveTextAndUuid(@ForAll @LongRange(max = LAST_MILLISECOND) long millis, @ForAll long rest) {
        var id = at(millis, rest);

        assertThat(RecordId.parse(id.toString())).isEqualTo(id);
        assertThat(RecordId.of(id.toUuid())).isEqualTo(id);
        assertThat(id.timestamp()).isEqualTo(Instant.ofEpochMilli(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000",
                "c232ab00-9414-11ec-b3c8-9f6bdeced846",
                "919108f7-52d1-4320-9bac-f847db4148a8",
                "ffffffff-ffff-ffff-ffff-ffffffffffff"
            })
    void shouldRefuseOtherVersions(String uuid) {
        assertThatThrownBy(() -> RecordId.of(UUID.fromString(uuid)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(uuid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orders", "017F22E279B07CC398C4DC0C0C07398F"})
    void shouldRefuseWhatIsNoUuid(String text) {
        assertThatThrownBy(() -> RecordId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadTheExampleOfTheRfc() {
        var id = RecordId.parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F");

        assertThat(id.timestamp()).isEqualTo(Instant.parse("2022-02-22T19:22:22Z"));
        assertThat(id).hasToString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    }

    @Test
    void shouldTellWhatWasTakenInBeforeAMoment() {
        var moment = Instant.parse("2026-03-29T01:30:00.001Z");
        var before = new RecordId((moment.toEpochMilli() - 1) << 16 | 0x7FFF, 0xBFFF_FFFF_FFFF_FFFFL);
        var first = RecordId.firstAt(moment);

        assertThat(first.timestamp()).isEqualTo(moment);
        assertThat(before).isLessThan(first);
        assertThat(RecordId.firstAt(Instant.EPOCH.minusSeconds(1))).isLessThan(before);
        assertThat(RecordId.firstAt(Instant.MIN)).isEqualTo(RecordId.firstAt(Instant.EPOCH));
        assertThat(RecordId.firstAt(Instant.MAX).timestamp()).isEqualTo(Instant.ofEpochMilli(LAST_MILLISECOND));
    }
}
