package io.kafkadlq.api.flow;

import io.kafkadlq.api.config.BackpressureConfig;
import java.util.OptionalDouble;

/**
 * Lets in everything until there is too much, and then nothing until there is little enough: two marks instead of one, so
 * that a door does not open and close with every record. CPU, heap and errors count as too much too, where they are
 * configured; but only as long as records wait behind the door, since a machine that is busy with something else, or a
 * reading that is old, must not keep it closed for ever.
 *
 * @param highWatermark fill from which on nothing is let in
 * @param lowWatermark fill up to which all is let in again
 * @param maxCpu empty: CPU does not count
 * @param maxErrorRate empty: errors do not count
 */
public record ThresholdBackpressureStrategy(
        double highWatermark, double lowWatermark, OptionalDouble maxCpu, double maxHeap, OptionalDouble maxErrorRate)
        implements BackpressureStrategy {

    /** As configurations name it. */
    public static final String NAME = "threshold";

    private static final double RECOVERED = 0.9;

    /** @throws IllegalArgumentException if the low mark is not below the high one */
    public ThresholdBackpressureStrategy {
        if (lowWatermark >= highWatermark) {
            throw new IllegalArgumentException(
                    "The low watermark, " + lowWatermark + ", is not below the high one, " + highWatermark);
        }
    }

    /** With half the high mark for a low one that lies above it, as its default may where only the high one was set. */
    public static ThresholdBackpressureStrategy of(BackpressureConfig config) {
        double high = config.highWatermark();
        return new ThresholdBackpressureStrategy(
                high,
                config.lowWatermark() < high ? config.lowWatermark() : high / 2,
                config.maxCpu().map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                config.maxHeap(),
                config.maxErrorRate().map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double acceptance(double present, LoadMetrics load) {
        boolean tooMuch = present > 0
                ? load.fill() >= highWatermark || isStrained(load, 1)
                : load.fill() > lowWatermark || isStrained(load, RECOVERED);
        return tooMuch ? 0 : 1;
    }

    /** @param share of each limit that counts as reached */
    private boolean isStrained(LoadMetrics load, double share) {
        return load.pending() > 0
                && (exceeds(load.cpu(), maxCpu, share)
                        || exceeds(load.heapAfterGc(), OptionalDouble.of(maxHeap), share)
                        || exceeds(OptionalDouble.of(load.errorRate()), maxErrorRate, share));
    }

    private static boolean exceeds(OptionalDouble value, OptionalDouble limit, double share) {
        return value.isPresent() && limit.isPresent() && value.getAsDouble() > limit.getAsDouble() * share;
    }
}
