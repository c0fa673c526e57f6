package io.kafkadlq.core.metrics;

import io.kafkadlq.api.model.DlqStatus;
import java.time.Instant;
import java.util.Map;

/**
 * What the store held when it was last asked.
 *
 * @param records by channel and status; without the channels that have none
 * @param exceptions by the simple name of the class they last failed with, as many as are told apart, and the rest as one
 * @param oldest when the oldest unresolved record of each channel was taken in; without the channels that have none
 */
public record Unresolved(
        Map<String, Map<DlqStatus, Long>> records, Map<String, Long> exceptions, Map<String, Instant> oldest) {

    public Unresolved {
        records = Map.copyOf(records);
        exceptions = Map.copyOf(exceptions);
        oldest = Map.copyOf(oldest);
    }

    /** All of them. */
    public long total() {
        return records.values().stream()
                .flatMap(statuses -> statuses.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
