package io.kafkadlq.api.model;

import java.time.Duration;

/**
 * How a channel's batches went into the store, since the channel started.
 *
 * @param written batches that the store made durable; never falls
 * @param records records in them; never falls
 * @param size records that a batch holds now before it is written, as steered by how long writes take
 * @param writeP50 median time of one write
 * @param writeP99 99th percentile of the same
 */
public record BatchMetrics(long written, long records, int size, Duration writeP50, Duration writeP99) {

    /** Records per batch on average; 0 before the first batch. */
    public double meanRecords() {
        return written == 0 ? 0 : (double) records / written;
    }
}
