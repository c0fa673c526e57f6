package io.kafkadlq.core.retry;

import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.core.redrive.DeadLetterHeaders;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Makes of a dead letter the record that it was when it first failed, as far as that is known, for the handler to see. */
record RetriedRecord(String channel, DeadLetterHeaders meaning) {

    ConsumerRecord<byte[], byte[]> of(DlqRecord record) {
        Origin origin = record.origin();
        Source source = record.source();
        Payload payload = record.payload();
        byte @Nullable [] key = payload.key().orElse(null);
        byte @Nullable [] value = payload.value().orElse(null);
        return new ConsumerRecord<>(
                origin.topic().orElse(source.topic().isEmpty() ? channel : source.topic()),
                origin.partition().orElse(source.partition()),
                origin.offset().orElse(source.offset()),
                origin.timestamp().map(Instant::toEpochMilli).orElse(source.timestampMillis()),
                TimestampType.CREATE_TIME,
                sizeOf(key),
                sizeOf(value),
                key,
                value,
                headers(record),
                Optional.empty());
    }

    private static int sizeOf(byte @Nullable [] bytes) {
        return bytes == null ? ConsumerRecord.NULL_SIZE : bytes.length;
    }

    /** Without those that describe the failure. */
    private RecordHeaders headers(DlqRecord record) {
        var headers = new RecordHeaders();
        for (DlqHeader header : record.payload().headers().list()) {
            if (!meaning.ownedBy(record.summary().dialects(), header.name())) {
                headers.add(header.name(), header.value().orElse(null));
            }
        }
        return headers;
    }
}
