package io.kafkadlq.jpa;

import io.kafkadlq.api.model.PayloadState;
import io.kafkadlq.api.model.PayloadSummary;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** The shape of a payload, kept beside its bytes so that lists need not read them. */
@Embeddable
record ShapeColumns(
        @Column(name = "payload_state") String state,
        @Column(name = "key_length") @Nullable Integer keyLength,
        @Column(name = "value_length") @Nullable Integer valueLength) {

    static ShapeColumns of(PayloadSummary payload) {
        return new ShapeColumns(payload.state().name(), orNull(payload.keyLength()), orNull(payload.valueLength()));
    }

    PayloadSummary toSummary() {
        return new PayloadSummary(PayloadState.valueOf(state), orMarker(keyLength), orMarker(valueLength));
    }

    private static @Nullable Integer orNull(int length) {
        return length == PayloadSummary.NULL ? null : length;
    }

    private static int orMarker(@Nullable Integer length) {
        return length == null ? PayloadSummary.NULL : length;
    }
}
