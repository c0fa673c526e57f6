package io.kafkadlq.core.metrics;

import io.kafkadlq.api.model.RetryStatistics;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of a channel's retries. Wait-free; counters only grow. */
public final class RetryMetrics {

    private final LongAdder claimed = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder postponed = new LongAdder();
    private final LongAdder givenUp = new LongAdder();
    private final LongAdder givenBack = new LongAdder();
    private final LongAdder lost = new LongAdder();

    public void claimed(int records) {
        claimed.add(records);
    }

    public void succeeded() {
        succeeded.increment();
    }

    public void postponed() {
        postponed.increment();
    }

    public void givenUp() {
        givenUp.increment();
    }

    public void givenBack() {
        givenBack.increment();
    }

    /** The lease of so many lapsed before it was noted what became of them. */
    public void lost(int records) {
        lost.add(records);
    }

    public RetryStatistics snapshot() {
        return new RetryStatistics(
                claimed.sum(), succeeded.sum(), postponed.sum(), givenUp.sum(), givenBack.sum(), lost.sum());
    }
}
