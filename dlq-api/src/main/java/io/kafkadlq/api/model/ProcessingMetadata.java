package io.kafkadlq.api.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What we have done about a dead letter so far. Immutable; the {@code with} methods return a changed copy.
 *
 * <p>Instants are kept to the millisecond, so that every store gives back what it was given.
 */
public final class ProcessingMetadata {

    private final int attempts;
    private final int redriveCount;
    private final @Nullable Instant nextAttemptAt;
    private final Instant createdAt;
    private final Instant updatedAt;
    private final long version;

    private ProcessingMetadata(
            int attempts,
            int redriveCount,
            @Nullable Instant nextAttemptAt,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        this.attempts = attempts;
        this.redriveCount = redriveCount;
        this.nextAttemptAt = nextAttemptAt;
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
        this.version = version;
    }

    /** A dead letter just taken in: version 0, nothing tried. */
    public static ProcessingMetadata createdAt(Instant now) {
        Instant created = Instant.ofEpochMilli(now.toEpochMilli());
        return new ProcessingMetadata(0, 0, null, created, created, 0);
    }

    public ProcessingMetadata withAttempts(int newAttempts) {
        return new ProcessingMetadata(newAttempts, redriveCount, nextAttemptAt, createdAt, updatedAt, version);
    }

    public ProcessingMetadata withRedriveCount(int newRedriveCount) {
        return new ProcessingMetadata(attempts, newRedriveCount, nextAttemptAt, createdAt, updatedAt, version);
    }

    public ProcessingMetadata withNextAttemptAt(Instant due) {
        return new ProcessingMetadata(
                attempts, redriveCount, Instant.ofEpochMilli(due.toEpochMilli()), createdAt, updatedAt, version);
    }

    public ProcessingMetadata withoutNextAttempt() {
        return new ProcessingMetadata(attempts, redriveCount, null, createdAt, updatedAt, version);
    }

    /** As a store holds it: touched at that time, at that version. */
    public ProcessingMetadata storedAs(Instant touched, long newVersion) {
        return new ProcessingMetadata(
                attempts,
                redriveCount,
                nextAttemptAt,
                createdAt,
                Instant.ofEpochMilli(touched.toEpochMilli()),
                newVersion);
    }

    /** Runs of the handler here; tries before it became a dead letter are {@link Failure#deliveries()}. */
    public int attempts() {
        return attempts;
    }

    /** How often this record, or the one it descends from, was published again. */
    public int redriveCount() {
        return redriveCount;
    }

    public Optional<Instant> nextAttemptAt() {
        return Optional.ofNullable(nextAttemptAt);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** Counts the changes; an update states the version it saw and is refused if another came first. */
    public long version() {
        return version;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProcessingMetadata that
                && attempts == that.attempts
                && redriveCount == that.redriveCount
                && version == that.version
                && createdAt.equals(that.createdAt)
                && updatedAt.equals(that.updatedAt)
                && Objects.equals(nextAttemptAt, that.nextAttemptAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(attempts, redriveCount, nextAttemptAt, createdAt, updatedAt, version);
    }

    @Override
    public String toString() {
        return "ProcessingMetadata[attempts=" + attempts + ", redriveCount=" + redriveCount + ", nextAttemptAt="
                + nextAttemptAt + ", createdAt=" + createdAt + ", updatedAt=" + updatedAt + ", version=" + version
                + "]";
    }
}
