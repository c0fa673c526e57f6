package io.kafkadlq.api.model;

import java.time.Duration;

/**
 * What a channel has done since it started, read at one moment; counters only grow.
 *
 * @param accepted records taken in, from Kafka and from code
 * @param stored records made durable by this instance
 * @param duplicates redeliveries recognised, so not stored again
 * @param unreadable records stored raw because no dialect could read all of what they say
 * @param storeFailures batches the store refused or did not answer for; they are tried again
 * @param redriven records Kafka acknowledged again
 * @param pending records between intake and store now
 * @param storeP50 median time from intake to durable
 * @param storeP99 99th percentile of the same
 * @param batches how they were gathered and written
 */
public record ProcessingMetrics(
        long accepted,
        long stored,
        long duplicates,
        long unreadable,
        long storeFailures,
        long redriven,
        long pending,
        Duration storeP50,
        Duration storeP99,
        BatchMetrics batches) {

    /** The part of all writes that the store answered with success, from 0 to 1; 1 before the first write. */
    public double writeSuccessRate() {
        long writes = batches.written() + storeFailures;
        return writes == 0 ? 1 : (double) batches.written() / writes;
    }
}
