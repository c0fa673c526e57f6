package io.kafkadlq.core.metrics;

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
    private final ConcurrentHistogram storeNanos = new ConcurrentHistogram(LONGEST_NANOS, 2);

    public void recordAccepted(boolean readable) {
        accepted.increment();
        if (!readable) {
            unreadable.increment();
        }
    }

    public void recordStored(long tookNanos) {
        stored.increment();
        storeNanos.recordValue(Math.min(Math.max(tookNanos, 0), LONGEST_NANOS));
    }

    public void recordDuplicate() {
        duplicates.increment();
    }

    public void storeFailed() {
        storeFailures.increment();
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
                Duration.ofNanos(storeNanos.getValueAtPercentile(50)),
                Duration.ofNanos(storeNanos.getValueAtPercentile(99)));
    }
}
