package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.PayloadState;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** A record's raw bytes, never copied: the arrays are the payload's own on the way in and become its own on the way out. */
@Embeddable
record BytesColumns(
        @Column(name = "record_key") byte @Nullable [] key,
        @Column(name = "record_value") byte @Nullable [] value,
        @Column(name = "record_headers") byte[] headers) {

    static BytesColumns of(Payload payload) {
        return new BytesColumns(
                payload.key().orElse(null),
                payload.value().orElse(null),
                payload.headers().block());
    }

    int sizeBytes() {
        return (key == null ? 0 : key.length) + (value == null ? 0 : value.length) + headers.length;
    }

    Payload toPayload(PayloadState state) {
        DlqHeaders block = headers.length == 0 ? DlqHeaders.none() : DlqHeaders.ofBlock(headers);
        return state.isComplete() ? Payload.of(key, value, block) : Payload.incomplete(key, value, block, state);
    }
}
