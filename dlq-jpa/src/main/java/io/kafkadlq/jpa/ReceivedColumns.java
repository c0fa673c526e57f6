package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordSummary;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came in, but for its bytes: it never changes. JPA gives null for a part whose columns are all NULL. */
@Embeddable
record ReceivedColumns(
        @Column(name = "channel") String channel,
        @Embedded SourceColumns source,
        @Embedded @Nullable OriginColumns origin,
        @Column(name = "dialects") String dialects,
        @Column(name = "problems") String problems,
        @Embedded ShapeColumns payload,
        @Column(name = "created_at") Instant createdAt) {

    private static final int MAX_CHANNEL = 255;

    static ReceivedColumns of(DlqRecord dlqRecord) {
        RecordSummary summary = dlqRecord.summary();
        return new ReceivedColumns(
                channelOf(summary.channel()),
                SourceColumns.of(summary.source()),
                OriginColumns.of(summary.origin()),
                StoredLines.ofList(summary.dialects()),
                StoredLines.ofList(summary.problems()),
                ShapeColumns.of(summary.payload()),
                summary.metadata().createdAt());
    }

    /** The channel's name as it is stored; positions are compared by this one. */
    static String channelOf(String name) {
        return StoredText.of(name, MAX_CHANNEL);
    }
}
