package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has been done about a record so far. JPA gives null for a part whose columns are all NULL. */
@Embeddable
record ProgressColumns(
        @Column(name = "status") String status,
        @Column(name = "error_type") String errorType,
        @Embedded @Nullable FailureColumns failure,
        @Column(name = "attempts") int attempts,
        @Column(name = "redrive_count") int redriveCount,
        @Column(name = "next_attempt_at") @Nullable Instant nextAttemptAt,
        @Column(name = "updated_at") Instant updatedAt,
        @Column(name = "version") long version,
        @Embedded @Nullable SequenceColumns sequence) {

    static ProgressColumns of(RecordSummary summary) {
        ProcessingMetadata metadata = summary.metadata();
        return new ProgressColumns(
                summary.status().name(),
                summary.errorType().name(),
                FailureColumns.of(summary.failure()),
                metadata.attempts(),
                metadata.redriveCount(),
                metadata.nextAttemptAt().orElse(null),
                metadata.updatedAt(),
                metadata.version(),
                SequenceColumns.of(summary.sequence()));
    }

    RecordSummary toSummary(UUID id, ReceivedColumns received) {
        return new RecordSummary(
                RecordId.of(id),
                received.channel(),
                DlqStatus.valueOf(status),
                ErrorType.valueOf(errorType),
                received.source().toSource(),
                received.origin() == null ? Origin.unknown() : received.origin().toOrigin(),
                StoredLines.toList(received.dialects()),
                StoredLines.toList(received.problems()),
                failure == null ? Failure.unexplained() : failure.toFailure(),
                received.payload().toSummary(),
                metadata(received.createdAt()),
                sequence == null ? Optional.empty() : sequence.toSequence());
    }

    private ProcessingMetadata metadata(Instant createdAt) {
        ProcessingMetadata metadata = ProcessingMetadata.createdAt(createdAt)
                .withAttempts(attempts)
                .withRedriveCount(redriveCount)
                .storedAs(updatedAt, version);
        return nextAttemptAt == null ? metadata : metadata.withNextAttemptAt(nextAttemptAt);
    }
}
