package io.kafkadlq.core.engine;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.ChannelState;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.model.ProcessingStatistics;
import io.kafkadlq.core.dispatch.ParallelProcessor;
import io.kafkadlq.core.metrics.HandlingMetrics;
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

    private final List<RecordSource> sources;
    private final Optional<ParallelProcessor> processor;
    private final HandlingMetrics handling;
    private final InFlight inFlight;
    private final NanoClock clock;
    private final AtomicReference<ChannelState> state = new AtomicReference<>(ChannelState.RUNNING);

    ChannelSwitch(
            List<RecordSource> sources,
            Optional<ParallelProcessor> processor,
            HandlingMetrics handling,
            InFlight inFlight,
            NanoClock clock) {
        this.sources = sources;
        this.processor = processor;
        this.handling = handling;
        this.inFlight = inFlight;
        this.clock = clock;
    }

    @Override
    public synchronized void pause() {
        if (state.compareAndSet(ChannelState.RUNNING, ChannelState.PAUSED)) {
            sources.forEach(RecordSource::pause);
        }
    }

    @Override
    public synchronized void resume() {
        if (state.compareAndSet(ChannelState.PAUSED, ChannelState.RUNNING)) {
            sources.forEach(RecordSource::resume);
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
        long deadline = clock.nanos() + within.toNanos();
        pause();
        while (!isEmpty()) {
            if (clock.nanos() - deadline >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        return true;
    }

    /** Asked in the direction in which records move, so that none is missed between two answers. */
    private boolean isEmpty() {
        return sources.stream().allMatch(RecordSource::isResting) && handling.inside() == 0 && inFlight.records() == 0;
    }

    @Override
    public ProcessingStatistics statistics() {
        return handling.snapshot(
                sources.stream().flatMap(source -> source.statistics().stream()).toList(),
                processor.map(ParallelProcessor::pinnedThreads).orElse(List.of()));
    }

    @Override
    public FlowStatus flow() {
        throw new UnsupportedOperationException("in the making");
    }

    @Override
    public void limitRate(double permitsPerSecond) {
        throw new UnsupportedOperationException("in the making");
    }

    @Override
    public void unlimitRate() {
        throw new UnsupportedOperationException("in the making");
    }
}
