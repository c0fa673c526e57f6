package io.kafkadlq.api.dsl;

import io.kafkadlq.api.config.TuningPreset;
import io.kafkadlq.api.config.WaitStrategyType;
import io.kafkadlq.api.spi.ThreadPlacement;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a channel is to reach, and by what. A preset or a goal chooses defaults for all the rest; any other step here goes
 * before what they choose, whichever is taken first.
 *
 * <p>Names of keys are those behind {@code dlq.channel.<name>.}. Not thread-safe.
 */
public final class PerformanceSteps {

    private final SettingWriter settings;
    private final Consumer<ThreadPlacement> placements;

    /** Channels make it. */
    public PerformanceSteps(SettingWriter settings, Consumer<ThreadPlacement> placements) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.placements = Objects.requireNonNull(placements, "placements");
    }

    /** Large buffers and batches that wait a little to fill. Sets {@code tuning.preset}; without it nothing is preset. */
    public PerformanceSteps highThroughput() {
        return preset(TuningPreset.HIGH_THROUGHPUT);
    }

    /** Small batches that never wait. Sets {@code tuning.preset}; without it nothing is preset. */
    public PerformanceSteps lowLatency() {
        return preset(TuningPreset.LOW_LATENCY);
    }

    /** Defaults that suit one another; {@link TuningPreset#DEFAULT} unless set. Sets {@code tuning.preset}. */
    public PerformanceSteps preset(TuningPreset preset) {
        settings.set("tuning.preset", preset);
        return this;
    }

    /** Goal: how many records a second the channel must take; none unless set. Sets {@code tuning.records-per-second}. */
    public PerformanceSteps recordsPerSecond(int records) {
        settings.set("tuning.records-per-second", records);
        return this;
    }

    /** Goal: the time in which a record should be durable; none unless set. Sets {@code tuning.latency}. */
    public PerformanceSteps latency(Duration untilDurable) {
        settings.set("tuning.latency", untilDurable);
        return this;
    }

    /** Handlers at work at once; 0, the default: one a core. Sets {@code processing.concurrency}. */
    public PerformanceSteps parallelism(int handlers) {
        settings.set("processing.concurrency", handlers);
        return this;
    }

    /** Records that the ring between intake and store holds, rounded up to a power of two; 16,384. Sets {@code buffer.size}. */
    public PerformanceSteps bufferSize(int records) {
        settings.set("buffer.size", records);
        return this;
    }

    /** Bytes of key, value and headers held between intake and store; 128 MiB. Sets {@code buffer.max-bytes}. */
    public PerformanceSteps bufferBytes(long bytes) {
        settings.set("buffer.max-bytes", bytes);
        return this;
    }

    /** How the ring's consumers wait; {@link WaitStrategyType#BLOCKING} unless set. Sets {@code buffer.wait-strategy}. */
    public PerformanceSteps waitStrategy(WaitStrategyType strategy) {
        settings.set("buffer.wait-strategy", strategy);
        return this;
    }

    /** Threads that read what the headers of dead letters say; 1. Sets {@code buffer.readers}. */
    public PerformanceSteps readers(int threads) {
        settings.set("buffer.readers", threads);
        return this;
    }

    /** Most records in one write to the store; 1,000. Sets {@code batch.max-size}. */
    public PerformanceSteps batchSize(int most) {
        settings.set("batch.max-size", most);
        return this;
    }

    /**
     * The bounds between which the size of a write to the store is steered, in records; 64 and 1,000. Sets {@code
     * batch.min-size} and {@code batch.max-size}.
     */
    public PerformanceSteps batchSize(int least, int most) {
        settings.set("batch.min-size", least);
        return batchSize(most);
    }

    /** How long a write to the store should take, which its size is steered to; 100 ms. Sets {@code batch.target-latency}. */
    public PerformanceSteps batchLatency(Duration target) {
        settings.set("batch.target-latency", target);
        return this;
    }

    /**
     * Longest that a record waits for its batch to fill while a writer is free; zero, the default: not at all. Sets {@code
     * batch.max-age}.
     */
    public PerformanceSteps batchAge(Duration most) {
        settings.set("batch.max-age", most);
        return this;
    }

    /** Batches written at the same time; 2. Sets {@code batch.writers}. */
    public PerformanceSteps writers(int batches) {
        settings.set("batch.writers", batches);
        return this;
    }

    /**
     * First pause before a batch is offered again to a store that is away, doubling up to a second; 100 ms. Sets {@code
     * batch.retry-pause}.
     */
    public PerformanceSteps storeRetryPause(Duration first) {
        settings.set("batch.retry-pause", first);
        return this;
    }

    /** Where worker threads run, by the name of a placement; {@code none}. Sets {@code processing.thread-placement}. */
    public PerformanceSteps threadPlacement(String name) {
        settings.set("processing.thread-placement", name);
        return this;
    }

    /** Where worker threads run, by a placement of one's own. Sets {@code processing.thread-placement} to its name. */
    public PerformanceSteps threadPlacement(ThreadPlacement placement) {
        placements.accept(placement);
        return threadPlacement(placement.name());
    }
}
