package io.kafkadlq.api.flow;

/**
 * Between which sizes a channel's batches for the store are steered.
 *
 * @param minSize the least number of records
 * @param maxSize the greatest
 */
public record BatchBounds(int minSize, int maxSize) {

    /** @throws IllegalArgumentException if the least is below 1 or above the greatest */
    public BatchBounds {
        if (minSize < 1 || minSize > maxSize) {
            throw new IllegalArgumentException("Batches cannot hold from " + minSize + " to " + maxSize
                    + " records: expected 1 <= minSize <= maxSize");
        }
    }
}
