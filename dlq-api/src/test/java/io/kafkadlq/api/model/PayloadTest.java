package io.kafkadlq.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadTest {

    private static final byte[] KEY = {1, 2};
    private static final byte[] VALUE = {3, 4, 5};

    @Test
    void shouldReferenceTheBytesItIsGiven() {
        var payload = Payload.of(KEY, VALUE, DlqHeaders.none());

        assertThat(payload.key()).containsSame(KEY);
        assertThat(payload.value()).containsSame(VALUE);
        assertThat(payload.state()).isEqualTo(PayloadState.FULL);
        assertThat(payload.sizeBytes()).isEqualTo(5);
    }

    @Test
    void shouldTellANullValueFromAnEmptyOne() {
        var tombstone = Payload.of(KEY, null, DlqHeaders.none());
        var empty = Payload.of(KEY, new byte[0], DlqHeaders.none());

        assertThat(tombstone.state()).isEqualTo(PayloadState.TOMBSTONE);
        assertThat(tombstone.summary().valueBytes()).isEmpty();
        assertThat(empty.state()).isEqualTo(PayloadState.FULL);
        assertThat(empty.summary().valueBytes()).hasValue(0);
        assertThat(empty).isNotEqualTo(tombstone);
    }

    @Test
    void shouldTellANullKeyFromAnEmptyOne() {
        var headers = DlqHeaders.none();

        assertThat(Payload.of(null, VALUE, headers).summary().keyBytes()).isEmpty();
        assertThat(Payload.of(new byte[0], VALUE, headers).summary().keyBytes()).hasValue(0);
        assertThat(Payload.of(null, VALUE, headers)).isNotEqualTo(Payload.of(new byte[0], VALUE, headers));
    }

    @ParameterizedTest
    @EnumSource(names = "FULL", mode = EnumSource.Mode.EXCLUDE)
    void shouldSayWhyThereIsNoValue(PayloadState why) {
        var payload = Payload.withoutValue(KEY, DlqHeaders.none(), why);

        assertThat(payload.state()).isEqualTo(why);
        assertThat(payload.value()).isEmpty();
        assertThat(payload).isEqualTo(Payload.withoutValue(KEY.clone(), DlqHeaders.none(), why));
    }

    @Test
    void shouldRememberTheSizesOfWhatIsLeftOut() {
        var headers = new DlqHeaders.Builder().add("h", VALUE).build();
        var whole = Payload.of(KEY, VALUE, headers);

        var pointer = whole.toPointer();
        var nothing = whole.withoutBytes();

        assertThat(pointer).isEqualTo(Payload.withoutValue(KEY, DlqHeaders.none(), PayloadState.POINTER));
        assertThat(pointer.summary()).isEqualTo(new PayloadSummary(PayloadState.POINTER, 2, 3));
        assertThat(pointer.sizeBytes()).isEqualTo(whole.sizeBytes());
        assertThat(nothing).isEqualTo(Payload.withoutValue(null, DlqHeaders.none(), PayloadState.MISSING));
        assertThat(nothing.summary()).isEqualTo(new PayloadSummary(PayloadState.MISSING, 2, 3));
    }

    @Test
    void shouldNotBeFullWithoutAValue() {
        assertThatThrownBy(() -> Payload.withoutValue(KEY, DlqHeaders.none(), PayloadState.FULL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTellATombstoneFromALostValue() {
        assertThat(Payload.of(KEY, null, DlqHeaders.none()))
                .isNotEqualTo(Payload.withoutValue(KEY, DlqHeaders.none(), PayloadState.MISSING));
    }

    @Test
    void shouldCompareBytesAndShowOnlySizes() {
        var headers = new DlqHeaders.Builder().add("h", new byte[] {7}).build();
        var payload = Payload.of(KEY, VALUE, headers);

        assertThat(payload).isEqualTo(Payload.of(KEY.clone(), VALUE.clone(), headers));
        assertThat(payload).hasSameHashCodeAs(Payload.of(KEY.clone(), VALUE.clone(), headers));
        assertThat(payload.sizeBytes()).isEqualTo(5 + headers.sizeBytes());
        assertThat(payload).hasToString("PayloadSummary[state=FULL, keyLength=2, valueLength=3]");
    }
}
