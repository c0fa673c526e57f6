package io.kafkadlq.api.flow;

import java.time.Duration;
import java.util.OptionalDouble;

/** Readings of a door, most of them nothing out of the ordinary. */
final class Loads {

    static final LoadMetrics IDLE = new LoadMetrics(
            Door.STORE,
            0,
            0,
            1000,
            0,
            0,
            Duration.ZERO,
            Duration.ZERO,
            0,
            Duration.ZERO,
            OptionalDouble.empty(),
            OptionalDouble.empty());

    private Loads() {}

    /** That many of 1,000 pending. */
    static LoadMetrics pending(long pending) {
        return new LoadMetrics(
                Door.STORE,
                0,
                pending,
                1000,
                100,
                100,
                Duration.ZERO,
                Duration.ZERO,
                0,
                Duration.ZERO,
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    static LoadMetrics ring(Door door, double ringFill) {
        return new LoadMetrics(
                door,
                ringFill,
                1,
                1000,
                100,
                100,
                Duration.ZERO,
                Duration.ZERO,
                0,
                Duration.ZERO,
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    static LoadMetrics strained(long pending, double errorRate, double cpu, double heap) {
        return new LoadMetrics(
                Door.HANDLER,
                0,
                pending,
                1000,
                100,
                100,
                Duration.ZERO,
                Duration.ZERO,
                errorRate,
                Duration.ZERO,
                OptionalDouble.of(cpu),
                OptionalDouble.of(heap));
    }

    static LoadMetrics timed(Duration processing, Duration handler, double entered, double outcomes) {
        return new LoadMetrics(
                Door.HANDLER,
                0,
                500,
                1000,
                entered,
                outcomes,
                processing,
                handler,
                0,
                Duration.ZERO,
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }
}
