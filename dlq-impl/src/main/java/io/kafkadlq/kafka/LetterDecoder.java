package io.kafkadlq.kafka;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.core.flow.Seldom;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.kafka.dialect.Decoded;
import io.kafkadlq.kafka.dialect.DialectRegistry;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes a dead letter of what came from a dead-letter topic. Whatever happens, a record comes out: what cannot be read is
 * kept raw and flagged. Thread-safe.
 *
 * <p>Hot path.
 */
final class LetterDecoder {

    private final String channel;
    private final DialectRegistry dialects;
    private final ChannelMetrics metrics;
    private final UnaryOperator<DlqRecord> admission;
    private final Seldom givenBack = new Seldom();

    /** @param admission decides what is to become of each */
    LetterDecoder(
            String channel, DialectRegistry dialects, ChannelMetrics metrics, UnaryOperator<DlqRecord> admission) {
        this.channel = channel;
        this.dialects = dialects;
        this.metrics = metrics;
        this.admission = admission;
    }

    DlqRecord read(RawLetter letter) {
        DlqRecord record = decode(letter);
        metrics.recordAccepted(record.summary().problems().isEmpty());
        return admission.apply(record);
    }

    /** Tells of a letter that was given back; of many, as when a stop finds the store away, now and then. */
    void notDurable(Source source) {
        if (givenBack.isTime()) {
            Log.abandoned(new TopicPartition(source.topic(), source.partition()), source.offset(), givenBack.soFar());
        }
    }

    private DlqRecord decode(RawLetter letter) {
        try {
            Decoded read = dialects.read(letter.payload().headers());
            return raw(letter)
                    .origin(read.origin())
                    .failure(read.failure())
                    .dialects(read.dialectIds())
                    .problems(read.problems())
                    .metadata(ProcessingMetadata.createdAt(letter.id().timestamp())
                            .withRedriveCount(read.redriveCount()))
                    .build();
        } catch (RuntimeException defect) {
            Log.decodingFailed(
                    new TopicPartition(letter.source().topic(), letter.source().partition()),
                    letter.source().offset(),
                    defect);
            return raw(letter)
                    .problems(List.of("Its headers could not be read: "
                            + defect.getClass().getName()))
                    .build();
        }
    }

    private DlqRecord.Builder raw(RawLetter letter) {
        return DlqRecord.builder(letter.id(), channel, letter.payload()).source(letter.source());
    }
}
