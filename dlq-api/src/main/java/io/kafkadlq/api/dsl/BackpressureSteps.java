package io.kafkadlq.api.dsl;

import io.kafkadlq.api.flow.AdaptiveBackpressureStrategy;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.flow.ThresholdBackpressureStrategy;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How much is let in while store or handler cannot keep up. Nothing is ever dropped. Shares are numbers from 0 to 1.
 *
 * <p>Names of keys are those behind {@code dlq.channel.<name>.}. Not thread-safe.
 */
public final class BackpressureSteps {

    private final SettingWriter settings;
    private final Consumer<BackpressureStrategy> strategies;

    /** Channels make it. */
    public BackpressureSteps(SettingWriter settings, Consumer<BackpressureStrategy> strategies) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.strategies = Objects.requireNonNull(strategies, "strategies");
    }

    /** All until the high watermark, then nothing until the low one: the default. Sets {@code backpressure.strategy}. */
    public BackpressureSteps threshold() {
        return strategy(ThresholdBackpressureStrategy.NAME);
    }

    /** So much that records have their outcome within the target time. Sets {@code backpressure.strategy}. */
    public BackpressureSteps adaptive() {
        return strategy(AdaptiveBackpressureStrategy.NAME);
    }

    /** What the strategy of that name says. Sets {@code backpressure.strategy}. */
    public BackpressureSteps strategy(String name) {
        settings.set("backpressure.strategy", name);
        return this;
    }

    /** What a strategy of one's own says. Sets {@code backpressure.strategy} to its name. */
    public BackpressureSteps strategy(BackpressureStrategy strategy) {
        strategies.accept(strategy);
        return strategy(strategy.name());
    }

    /**
     * How long code that hands over a record waits for room before it is told to come back; 10 s, zero: it never waits. Sets
     * {@code backpressure.submit-timeout}.
     */
    public BackpressureSteps submitTimeout(Duration most) {
        settings.set("backpressure.submit-timeout", most);
        return this;
    }

    /**
     * Most records taken in for the store and not durable, and most for the handler and not done; 100,000. Sets {@code
     * backpressure.max-pending}.
     */
    public BackpressureSteps maxPending(int records) {
        settings.set("backpressure.max-pending", records);
        return this;
    }

    /**
     * Shares of what may be pending: at the high one nothing more is let in, at the low one records are again; 0.5 and 0.9.
     * Sets {@code backpressure.low-watermark} and {@code backpressure.high-watermark}.
     */
    public BackpressureSteps watermarks(double low, double high) {
        settings.set("backpressure.low-watermark", low);
        settings.set("backpressure.high-watermark", high);
        return this;
    }

    /** Share of the machine's CPU that counts as overload; none unless set. Sets {@code backpressure.max-cpu}. */
    public BackpressureSteps maxCpu(double share) {
        settings.set("backpressure.max-cpu", share);
        return this;
    }

    /** Share of the heap in use after a collection that counts as overload; 0.95. Sets {@code backpressure.max-heap}. */
    public BackpressureSteps maxHeap(double share) {
        settings.set("backpressure.max-heap", share);
        return this;
    }

    /**
     * Share of failures that counts as overload; half for {@link #adaptive}, none for {@link #threshold} unless set. Sets
     * {@code backpressure.max-error-rate}.
     */
    public BackpressureSteps maxErrorRate(double share) {
        settings.set("backpressure.max-error-rate", share);
        return this;
    }

    /**
     * Time from intake to outcome from which on {@link #adaptive} lets in less, at least twice the handler's own; 1 s. Sets
     * {@code backpressure.target-time}.
     */
    public BackpressureSteps targetTime(Duration untilOutcome) {
        settings.set("backpressure.target-time", untilOutcome);
        return this;
    }

    /** How far back times and failures are looked at; 2 s. Sets {@code backpressure.window}. */
    public BackpressureSteps window(Duration length) {
        settings.set("backpressure.window", length);
        return this;
    }
}
