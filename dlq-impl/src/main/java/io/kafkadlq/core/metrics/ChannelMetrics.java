package io.kafkadlq.core.metrics;

import io.kafkadlq.api.model.BatchMetrics;
import io.kafkadlq.api.model.ProcessingMetrics;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts and times what one channel does. Wait-free on the record's way; counters only grow. */
public final class ChannelMetrics {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder storeFailures = new LongAdder();
    private final LongAdder redriven = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder batchRecords = new LongAdder();
    private final Timing storing = new Timing();
    private final Timing writing = new Timing();
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
        storing.record(tookNanos);
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
        writing.record(tookNanos);
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
        return writing.nanos();
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
                storing.percentile(50),
                storing.percentile(99),
                new BatchMetrics(
                        batches.sum(), batchRecords.sum(), batchSize, writing.percentile(50), writing.percentile(99)));
    }

    Timing storing() {
        return storing;
    }

    Timing writing() {
        return writing;
    }
}
