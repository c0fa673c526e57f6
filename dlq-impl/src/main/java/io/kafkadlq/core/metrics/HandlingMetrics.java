package io.kafkadlq.core.metrics;

import io.kafkadlq.api.model.PartitionStatistics;
import io.kafkadlq.api.model.ProcessingStatistics;
import io.kafkadlq.api.model.RetryStatistics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** Counts and times what a channel's handler does. Wait-free on the record's way; counters only grow. */
public final class HandlingMetrics {

    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);

    private final LongAdder entered = new LongAdder();
    private final LongAdder handled = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder parked = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder tookNanos = new LongAdder();
    private final ConcurrentHistogram waitNanos = new ConcurrentHistogram(LONGEST_NANOS, 2);
    private final ConcurrentHistogram handlerNanos = new ConcurrentHistogram(LONGEST_NANOS, 2);

    public void entered() {
        entered.increment();
    }

    /** Takes back {@link #entered}. */
    public void refused() {
        entered.decrement();
    }

    public void handled() {
        handled.increment();
    }

    public void failed() {
        failed.increment();
    }

    public void parked() {
        parked.increment();
    }

    public void abandoned() {
        abandoned.increment();
    }

    /** A record waited so long from its reading to its handler. */
    public void waited(long nanos) {
        waitNanos.recordValue(bounded(nanos));
    }

    /** A handler took so long. */
    public void took(long nanos) {
        handlerNanos.recordValue(bounded(nanos));
        tookNanos.add(bounded(nanos));
    }

    private static long bounded(long nanos) {
        return Math.min(Math.max(nanos, 0), LONGEST_NANOS);
    }

    /**
     * Records that entered and have no outcome yet. Exact once nobody enters any more: outcomes are summed first, so the
     * difference is never too small.
     */
    public long inside() {
        long out = outcomes();
        return entered.sum() - out;
    }

    /** Records that have an outcome. */
    public long outcomes() {
        return handled.sum() + failed.sum() + parked.sum() + abandoned.sum();
    }

    public long handlerCalls() {
        return handled.sum() + failed.sum();
    }

    public long failures() {
        return failed.sum();
    }

    /** Calls whose time was taken. */
    public long timed() {
        return handlerNanos.getTotalCount();
    }

    /** Their times together. */
    public long timedNanos() {
        return tookNanos.sum();
    }

    public ProcessingStatistics snapshot(
            RetryStatistics retries, List<PartitionStatistics> partitions, List<String> pinnedThreads) {
        return new ProcessingStatistics(
                handled.sum(),
                failed.sum(),
                parked.sum(),
                abandoned.sum(),
                Math.max(0, inside()),
                percentile(waitNanos, 50),
                percentile(waitNanos, 99),
                percentile(handlerNanos, 50),
                percentile(handlerNanos, 99),
                retries,
                partitions,
                pinnedThreads);
    }

    private static Duration percentile(ConcurrentHistogram histogram, double percentile) {
        return Duration.ofNanos(histogram.getValueAtPercentile(percentile));
    }
}
