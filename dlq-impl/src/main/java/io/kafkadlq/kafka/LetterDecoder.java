package io.kafkadlq.kafka;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.time.RecordIds;
import io.kafkadlq.kafka.dialect.Decoded;
import io.kafkadlq.kafka.dialect.DialectRegistry;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes a dead letter of a record from a dead-letter topic. Whatever happens, a record comes out: what cannot be read is
 * kept raw and flagged.
 *
 * <p>Hot path: key and value are referenced as Kafka's client made them; headers are copied once into one block.
 */
final class LetterDecoder implements Function<ConsumerRecord<byte[], byte[]>, DlqRecord> {

    private final String channel;
    private final DialectRegistry dialects;
    private final ChannelMetrics metrics;

    LetterDecoder(String channel, DialectRegistry dialects, ChannelMetrics metrics) {
        this.channel = channel;
        this.dialects = dialects;
        this.metrics = metrics;
    }

    @Override
    public DlqRecord apply(ConsumerRecord<byte[], byte[]> letter) {
        DlqRecord record = decode(letter);
        metrics.recordAccepted(record.summary().problems().isEmpty());
        return record;
    }

    private DlqRecord decode(ConsumerRecord<byte[], byte[]> letter) {
        DlqRecord.Builder record = raw(letter);
        try {
            Decoded read = dialects.read(record.payload().headers());
            return record.origin(read.origin())
                    .failure(read.failure())
                    .dialects(read.dialectIds())
                    .problems(read.problems())
                    .metadata(ProcessingMetadata.createdAt(record.id().timestamp())
                            .withRedriveCount(read.redriveCount()))
                    .build();
        } catch (RuntimeException defect) {
            Log.decodingFailed(new TopicPartition(letter.topic(), letter.partition()), letter.offset(), defect);
            return raw(letter)
                    .problems(List.of("Its headers could not be read: "
                            + defect.getClass().getName()))
                    .build();
        }
    }

    private DlqRecord.Builder raw(ConsumerRecord<byte[], byte[]> letter) {
        RecordId id = RecordIds.next();
        return DlqRecord.builder(
                        id, channel, Payload.of(letter.key(), letter.value(), DlqHeaders.copyOf(letter.headers())))
                .source(new Source(letter.topic(), letter.partition(), letter.offset(), letter.timestamp()));
    }
}
