package io.kafkadlq.core.metrics;

import io.kafkadlq.api.model.BatchMetrics;
import io.kafkadlq.api.model.ProcessingMetrics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.HdrHistogram.ConcurrentHistogram;

/** Counts and times what one channel does. Wait-free on the record's way; counters only grow. */
public final class ChannelMetrics {

    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);

    private final LongAdder accepted = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder storeFailures = new LongAdder();
    private final LongAdder redriven = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder batchRecords = new LongAdder();
    private final LongAdder batchNanos = new LongAdder();
    private final ConcurrentHistogram storeNanos = new ConcurrentHistogram(LONGEST_NANOS, 2);
    private final ConcurrentHistogram writeNanos = new ConcurrentHistogram(LONGEST_NANOS, 2);
    // Written by the batch stage under its lock.
    private volatile int batchSize;

    public void recordAccepted(boolean readable) {
        accepted.increment();
        if (!readable) {
            unreadable.increment();
        }
    }

    public void recordStored(long tookNanos) {
        stored.increment();
        storeNanos.recordValue(bounded(tookNanos));
    }

    public void recordDuplicate() {
        duplicates.increment();
    }

    public void storeFailed() {
        storeFailures.increment();
    }

    /** The store made so many records durable in one write. */
    public void batchWritten(int records, long tookNanos) {
        batches.increment();
        batchRecords.add(records);
        writeNanos.recordValue(bounded(tookNanos));
        batchNanos.add(bounded(tookNanos));
    }

    /** From now on a batch holds so many records. */
    public void batchSize(int records) {
        batchSize = records;
    }

    /** Records that are durable, before too. */
    public long durable() {
        return stored.sum() + duplicates.sum();
    }

    /** Writes that the store has answered with success. */
    public long writes() {
        return batches.sum();
    }

    /** Their times together. */
    public long writeNanos() {
        return batchNanos.sum();
    }

    /** Writes that failed. */
    public long failedWrites() {
        return storeFailures.sum();
    }

    public void recordRedriven() {
        redriven.increment();
    }

    /** @param pending tells how many records are on their way now */
    public ProcessingMetrics snapshot(LongSupplier pending) {
        return new ProcessingMetrics(
                accepted.sum(),
                stored.sum(),
                duplicates.sum(),
                unreadable.sum(),
                storeFailures.sum(),
                redriven.sum(),
                pending.getAsLong(),
                percentile(storeNanos, 50),
                percentile(storeNanos, 99),
                new BatchMetrics(
                        batches.sum(),
                        batchRecords.sum(),
                        batchSize,
                        percentile(writeNanos, 50),
                        percentile(writeNanos, 99)));
    }

    private static long bounded(long nanos) {
        return Math.min(Math.max(nanos, 0), LONGEST_NANOS);
    }

    private static Duration percentile(ConcurrentHistogram histogram, double percentile) {
        return Duration.ofNanos(histogram.getValueAtPercentile(percentile));
    }
}
