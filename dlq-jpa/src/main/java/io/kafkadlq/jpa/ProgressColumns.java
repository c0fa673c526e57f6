package io.kafkadlq.jpa;

import io.kafkadlq.api.model.ProcessingMetadata;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has been done about a record so far. */
@Embeddable
record ProgressColumns(
        @Column(name = "attempts") int attempts,
        @Column(name = "redrive_count") int redriveCount,
        @Column(name = "next_attempt_at") @Nullable Instant nextAttemptAt,
        @Column(name = "created_at") Instant createdAt,
        @Column(name = "updated_at") Instant updatedAt,
        @Column(name = "version") long version) {

    static ProgressColumns of(ProcessingMetadata metadata) {
        return new ProgressColumns(
                metadata.attempts(),
                metadata.redriveCount(),
                metadata.nextAttemptAt().orElse(null),
                metadata.createdAt(),
                metadata.updatedAt(),
                metadata.version());
    }

    ProcessingMetadata toMetadata() {
        ProcessingMetadata metadata = ProcessingMetadata.createdAt(createdAt)
                .withAttempts(attempts)
                .withRedriveCount(redriveCount)
                .storedAs(updatedAt, version);
        return nextAttemptAt == null ? metadata : metadata.withNextAttemptAt(nextAttemptAt);
    }
}
