package io.kafkadlq.core.metrics;

import io.kafkadlq.api.model.PartitionStatistics;
import io.kafkadlq.api.model.ProcessingStatistics;
import io.kafkadlq.api.model.RetryStatistics;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts and times what a channel's handler does. Wait-free on the record's way; counters only grow. */
public final class HandlingMetrics {

    private final LongAdder entered = new LongAdder();
    private final LongAdder handled = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder parked = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final Timing waiting = new Timing();
    private final Timing handling = new Timing();

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
        waiting.record(nanos);
    }

    /** A handler took so long. */
    public void took(long nanos) {
        handling.record(nanos);
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
        return handling.count();
    }

    /** Their times together. */
    public long timedNanos() {
        return handling.nanos();
    }

    public ProcessingStatistics snapshot(
            RetryStatistics retries, List<PartitionStatistics> partitions, List<String> pinnedThreads) {
        return new ProcessingStatistics(
                handled.sum(),
                failed.sum(),
                parked.sum(),
                abandoned.sum(),
                Math.max(0, inside()),
                waiting.percentile(50),
                waiting.percentile(99),
                handling.percentile(50),
                handling.percentile(99),
                retries,
                partitions,
                pinnedThreads);
    }

    Timing waiting() {
        return waiting;
    }

    Timing handling() {
        return handling;
    }
}
