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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Makes a dead letter of a record that a consumer holds in its hands and the exception it has just caught. */
final class LiveRecord {

    private LiveRecord() {}

    static DlqRecord of(String channel, ConsumerRecord<?, ?> failed, Throwable failure, DeadLetterHeaders headers) {
        Source source = new Source(failed.topic(), failed.partition(), failed.offset(), failed.timestamp());
        Payload payload = payload(failed);
        RecordId id = RecordIds.next();
        return DlqRecord.builder(id, channel, payload)
                .source(source)
                .origin(Origin.at(source))
                .failure(Failure.of(failure))
                .problems(problems(failed))
                // A record that was redriven and failed again goes on counting, or the cap would never be reached.
                .metadata(ProcessingMetadata.createdAt(id.timestamp())
                        .withRedriveCount(headers.redriveCount(payload.headers())))
                .build();
    }

    private static Payload payload(ConsumerRecord<?, ?> failed) {
        DlqHeaders headers = DlqHeaders.copyOf(failed.headers());
        byte[] key = hasBytes(failed.key()) ? bytes(failed.key()) : null;
        return hasBytes(failed.value())
                ? Payload.of(key, bytes(failed.value()), headers)
                : Payload.withoutValue(key, headers, PayloadState.POINTER);
    }

    private static List<String> problems(ConsumerRecord<?, ?> failed) {
        return hasBytes(failed.key())
                ? List.of()
                : List.of("The key had become a " + failed.key().getClass().getName() + "; its bytes are unknown");
    }

    /** Whether the original bytes are to be had; an object made from them does not give them back for certain. */
    private static boolean hasBytes(@Nullable Object deserialized) {
        return deserialized == null
                || deserialized instanceof byte[]
                || deserialized instanceof ByteBuffer
                || deserialized instanceof Bytes
                || deserialized instanceof String;
    }

    private static byte @Nullable [] bytes(@Nullable Object deserialized) {
        if (deserialized instanceof byte[] raw) {
            return raw;
        }
        if (deserialized instanceof Bytes wrapped) {
            return wrapped.get();
        }
        if (deserialized instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        }
        return deserialized instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : null;
    }
}
