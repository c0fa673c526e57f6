package io.kafkadlq.jpa;

import io.kafkadlq.api.model.Source;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** Where a record was read. An unknown position is NULL, so that it collides with no other in the unique key. */
@Embeddable
record SourceColumns(
        @Column(name = "source_topic") String topic,
        @Column(name = "source_partition") @Nullable Integer partition,
        @Column(name = "source_offset") @Nullable Long offset,
        @Column(name = "source_timestamp") long timestamp) {

    private static final int MAX_TOPIC = 255;
    private static final int UNKNOWN = -1;

    static SourceColumns of(Source source) {
        return new SourceColumns(
                topicOf(source),
                source.partition() < 0 ? null : source.partition(),
                source.offset() < 0 ? null : source.offset(),
                source.timestampMillis());
    }

    /** The topic as it is stored; positions are compared by this one. */
    static String topicOf(Source source) {
        return StoredText.of(source.topic(), MAX_TOPIC);
    }

    Source toSource() {
        return new Source(topic, partition == null ? UNKNOWN : partition, offset == null ? UNKNOWN : offset, timestamp);
    }
}
