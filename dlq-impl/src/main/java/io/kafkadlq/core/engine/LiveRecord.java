package io.kafkadlq.core.engine;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.PayloadState;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.core.redrive.DeadLetterHeaders;
import io.kafkadlq.core.time.RecordIds;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Makes a dead letter of a record that a consumer holds in its hands and why it could not be processed. */
final class LiveRecord {

    private LiveRecord() {}

    static DlqRecord of(String channel, ConsumerRecord<?, ?> failed, Failure failure, DeadLetterHeaders headers) {
        Source source = new Source(failed.topic(), failed.partition(), failed.offset(), failed.timestamp());
        Payload payload = payload(failed);
        RecordId id = RecordIds.next();
        return DlqRecord.builder(id, channel, payload)
                .source(source)
                .origin(Origin.at(source))
                .failure(failure)
                .problems(problems(failed))
                // A record that was redriven and failed again goes on counting, or the cap would never be reached.
                .metadata(ProcessingMetadata.createdAt(id.timestamp())
                        .withRedriveCount(headers.redriveCount(payload.headers())))
                .build();
    }

    private static Payload payload(ConsumerRecord<?, ?> failed) {
        DlqHeaders headers = DlqHeaders.copyOf(failed.headers());
        byte[] key = OriginalBytes.of(failed.key());
        byte[] value = OriginalBytes.of(failed.value());
        return problems(failed).isEmpty()
                ? Payload.of(key, value, headers)
                : Payload.incomplete(key, value, headers, PayloadState.POINTER);
    }

    private static List<String> problems(ConsumerRecord<?, ?> failed) {
        var problems = new ArrayList<String>();
        if (!OriginalBytes.areKnown(failed.key(), failed.serializedKeySize())) {
            problems.add("The key's original bytes are not known: it had become " + kind(failed.key()));
        }
        if (!OriginalBytes.areKnown(failed.value(), failed.serializedValueSize())) {
            problems.add("The value's original bytes are not known: it had become " + kind(failed.value()));
        }
        return problems;
    }

    private static String kind(@Nullable Object deserialized) {
        return deserialized == null ? "null" : "a " + deserialized.getClass().getName();
    }
}
