package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything about a record but its bytes and its stack trace. JPA gives null for a part whose columns are all NULL. */
@Embeddable
record SummaryColumns(
        @Column(name = "channel") String channel,
        @Column(name = "status") String status,
        @Column(name = "error_type") String errorType,
        @Embedded SourceColumns source,
        @Embedded @Nullable OriginColumns origin,
        @Column(name = "dialects") String dialects,
        @Column(name = "problems") String problems,
        @Embedded @Nullable FailureColumns failure,
        @Embedded ShapeColumns payload,
        @Embedded ProgressColumns progress,
        @Embedded @Nullable SequenceColumns sequence) {

    private static final int MAX_CHANNEL = 255;

    static SummaryColumns of(RecordSummary summary) {
        return new SummaryColumns(
                channelOf(summary.channel()),
                summary.status().name(),
                summary.errorType().name(),
                SourceColumns.of(summary.source()),
                OriginColumns.of(summary.origin()),
                StoredLines.ofList(summary.dialects()),
                StoredLines.ofList(summary.problems()),
                FailureColumns.of(summary.failure()),
                ShapeColumns.of(summary.payload()),
                ProgressColumns.of(summary.metadata()),
                SequenceColumns.of(summary.sequence()));
    }

    /** The channel's name as it is stored; positions are compared by this one. */
    static String channelOf(String name) {
        return StoredText.of(name, MAX_CHANNEL);
    }

    RecordSummary toSummary(UUID id) {
        return new RecordSummary(
                RecordId.of(id),
                channel,
                DlqStatus.valueOf(status),
                ErrorType.valueOf(errorType),
                source.toSource(),
                origin == null ? Origin.unknown() : origin.toOrigin(),
                StoredLines.toList(dialects),
                StoredLines.toList(problems),
                failure == null ? Failure.unexplained() : failure.toFailure(),
                payload.toSummary(),
                progress.toMetadata(),
                sequence == null ? Optional.empty() : sequence.toSequence());
    }
}
