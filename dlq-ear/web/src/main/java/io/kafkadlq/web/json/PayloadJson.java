package io.kafkadlq.web.json;

import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import jakarta.json.JsonObject;
import java.util.Base64;
import java.util.Optional;

/** A payload's bytes in JSON: Base64, headers in their order with duplicates, a null told apart from nothing. */
public final class PayloadJson {

    private PayloadJson() {}

    /** With the record's problems, which say why of a payload that is not to be had. */
    public static JsonObject of(DlqRecord record) {
        Payload payload = record.payload();
        return JsonFields.object()
                .with("state", payload.state().name())
                .withKnown("keyBase64", base64(payload.key()))
                .withKnown("valueBase64", base64(payload.value()))
                .with(
                        "headers",
                        JsonFields.objects(payload.headers().list().stream()
                                .map(PayloadJson::header)
                                .toList()))
                .with("problems", JsonFields.texts(record.summary().problems()))
                .build();
    }

    private static JsonObject header(DlqHeader header) {
        return JsonFields.object()
                .with("name", header.name())
                .withKnown("valueBase64", base64(header.value()))
                .build();
    }

    private static Optional<String> base64(Optional<byte[]> bytes) {
        return bytes.map(Base64.getEncoder()::encodeToString);
    }
}
