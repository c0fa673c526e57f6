package io.kafkadlq.api.store;

import io.kafkadlq.api.model.ProcessingMetadata;
import java.time.Instant;
import java.util.Optional;

/**
 * What was done about records so far.
 *
 * @param attempts how often their handler was run
 * @param redrives how often they were published again
 * @param dueBy their next attempt is planned for this moment or an earlier one
 * @param unchangedSince they were last changed before this moment
 */
public record ProgressFilter(
        IntRange attempts, IntRange redrives, Optional<Instant> dueBy, Optional<Instant> unchangedSince) {

    /** Whatever was done. */
    public static final ProgressFilter ANY =
            new ProgressFilter(IntRange.ANY, IntRange.ANY, Optional.empty(), Optional.empty());

    public ProgressFilter attempted(IntRange times) {
        return new ProgressFilter(times, redrives, dueBy, unchangedSince);
    }

    public ProgressFilter redriven(IntRange times) {
        return new ProgressFilter(attempts, times, dueBy, unchangedSince);
    }

    public ProgressFilter dueBy(Instant moment) {
        return new ProgressFilter(attempts, redrives, Optional.of(moment), unchangedSince);
    }

    public ProgressFilter unchangedSince(Instant moment) {
        return new ProgressFilter(attempts, redrives, dueBy, Optional.of(moment));
    }

    boolean matches(ProcessingMetadata metadata) {
        return attempts.contains(metadata.attempts())
                && redrives.contains(metadata.redriveCount())
                && dueBy.map(moment -> metadata.nextAttemptAt()
                                .filter(due -> !due.isAfter(moment))
                                .isPresent())
                        .orElse(true)
                && unchangedSince
                        .filter(moment -> !metadata.updatedAt().isBefore(moment))
                        .isEmpty();
    }
}
