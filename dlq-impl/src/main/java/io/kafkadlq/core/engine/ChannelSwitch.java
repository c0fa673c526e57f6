package io.kafkadlq.core.engine;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.ChannelState;
import io.kafkadlq.api.flow.BatchBounds;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.model.ProcessingStatistics;
import io.kafkadlq.api.model.RetryStatistics;
import io.kafkadlq.core.batch.BatchSizes;
import io.kafkadlq.core.dispatch.ParallelProcessor;
import io.kafkadlq.core.metrics.HandlingMetrics;
import io.kafkadlq.core.retry.ChannelRetries;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Pauses and resumes a channel's sources together. */
final class ChannelSwitch implements ChannelControl {

    private static final long LOOK_EVERY_MILLIS = 1;

    private static final String BY_HAND = "by hand";

    private final List<RecordSource> sources;
    private final Parts parts;
    private final AtomicReference<ChannelState> state = new AtomicReference<>(ChannelState.RUNNING);

    /** What of the channel it tells about and turns on and off. */
    record Parts(
            Optional<ParallelProcessor> processor,
            Optional<ChannelRetries> retries,
            HandlingMetrics handling,
            InFlight inFlight,
            ChannelFlow flow,
            BatchSizes batches,
            ChannelEvents events,
            NanoClock clock) {}

    ChannelSwitch(List<RecordSource> sources, Parts parts) {
        this.sources = sources;
        this.parts = parts;
    }

    @Override
    public void pause() {
        pause(BY_HAND);
    }

    @Override
    public synchronized void pause(String reason) {
        if (state.compareAndSet(ChannelState.RUNNING, ChannelState.PAUSED)) {
            sources.forEach(RecordSource::pause);
            parts.retries().ifPresent(ChannelRetries::pause);
            parts.events().paused(reason);
        }
    }

    @Override
    public synchronized void resume() {
        if (state.compareAndSet(ChannelState.PAUSED, ChannelState.RUNNING)) {
            sources.forEach(RecordSource::resume);
            parts.retries().ifPresent(ChannelRetries::resume);
            parts.events().resumed();
        }
    }

    /** For good. */
    synchronized void stop() {
        state.set(ChannelState.STOPPED);
    }

    @Override
    public ChannelState state() {
        return Objects.requireNonNull(state.get());
    }

    @Override
    public boolean drain(Duration within) throws InterruptedException {
        long deadline = parts.clock().nanos() + within.toNanos();
        pause();
        while (!isEmpty()) {
            if (parts.clock().nanos() - deadline >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        return true;
    }

    /** Asked in the direction in which records move, so that none is missed between two answers. */
    private boolean isEmpty() {
        return sources.stream().allMatch(RecordSource::isResting)
                && parts.handling().inside() == 0
                && parts.retries().map(ChannelRetries::isIdle).orElse(true)
                && parts.inFlight().records() == 0;
    }

    @Override
    public ProcessingStatistics statistics() {
        return parts.handling()
                .snapshot(
                        parts.retries().map(ChannelRetries::statistics).orElse(RetryStatistics.NONE),
                        sources.stream()
                                .flatMap(source -> source.statistics().stream())
                                .toList(),
                        parts.processor().map(ParallelProcessor::pinnedThreads).orElse(List.of()));
    }

    @Override
    public FlowStatus flow() {
        return parts.flow().status();
    }

    @Override
    public void limitRate(double permitsPerSecond) {
        parts.flow().limitRate(permitsPerSecond);
    }

    @Override
    public void unlimitRate() {
        parts.flow().unlimitRate();
    }

    @Override
    public BatchBounds batchBounds() {
        return parts.batches().bounds();
    }

    @Override
    public void boundBatches(BatchBounds bounds) {
        parts.batches().bound(bounds);
    }

    @Override
    public void unboundBatches() {
        parts.batches().boundAsConfigured();
    }
}
