package io.kafkadlq.api.flow;

import io.kafkadlq.api.config.BackpressureConfig;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Lets in as much as can be dealt with in time. Additive increase, multiplicative decrease (Chiu and Jain, "Analysis of the
 * Increase and Decrease Algorithms for Congestion Avoidance in Computer Networks", 1989), steered by how long records take
 * and how many fail. With acceptance {@code a}, processing time {@code t}, handler time {@code h}, target {@code T}, error
 * rate {@code e}, and the limits {@code E}, {@code C} and {@code H} of errors, CPU and heap, ten times a second:
 *
 * <pre>
 *   over = max( t / max(T, 2h), e / E, cpu / C, heap / H )
 *   a    = a                                       if only the time is over and the queue gets shorter
 *   a    = max( 0.1, a * max(0.9, 1 / over) )      if over &gt; 1 otherwise
 *   a    = min( 1,   a + 0.02 )                    if it is not
 * </pre>
 *
 * <p>Why it looks as it does:
 *
 * <ul>
 *   <li>The time is that of the queue behind the door, by Little's law (J. D. C. Little, "A Proof for the Queuing Formula
 *       L = &lambda;W", 1961): what waits, divided by the rate of outcomes. It answers at once, where a mean over records
 *       that are done speaks of the past.
 *   <li>A handler that is slow is not overloaded; one that records wait for is. So the target is at least twice the
 *       handler's own time, and a handler that takes ten times as long gets a tenth as much, not ever less.
 *   <li>While a queue that is too long gets shorter by a tenth or more a second of what leaves, a is left as it is: the
 *       remedy works already, and more of it would leave the handler without work afterwards.
 *   <li>It gives way by at most a tenth a step, from 1 to 0.1 in little more than two seconds, and by less the closer it
 *       is; it takes 4.5 seconds to go all the way back.
 *   <li>It never closes the door: the tenth that is left finds out when things are better. What bounds memory is {@code
 *       backpressure.max-pending}.
 * </ul>
 *
 * @param maxCpu empty: CPU does not count
 */
public record AdaptiveBackpressureStrategy(
        Duration targetTime, double maxErrorRate, OptionalDouble maxCpu, double maxHeap)
        implements BackpressureStrategy {

    /** As configurations name it. */
    public static final String NAME = "adaptive";

    /** The least that it lets in. */
    public static final double LEAST = 0.1;

    private static final double STEP = 0.02;
    private static final double STEEPEST = 0.9;
    private static final double DRAINING = 0.9;
    private static final double USUAL_MAX_ERROR_RATE = 0.5;

    /** As configured; without a limit for errors, half of all is one. */
    public static AdaptiveBackpressureStrategy of(BackpressureConfig config) {
        return new AdaptiveBackpressureStrategy(
                config.targetTime(),
                config.maxErrorRate().orElse(USUAL_MAX_ERROR_RATE),
                config.maxCpu().map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                config.maxHeap());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isPaced() {
        return true;
    }

    @Override
    public double acceptance(double present, LoadMetrics load) {
        double strain = strain(load);
        double late = late(load);
        if (strain > 1 || (late > 1 && !isDraining(load))) {
            return Math.max(LEAST, present * Math.max(STEEPEST, 1 / Math.max(strain, late)));
        }
        return late > 1 ? Math.max(LEAST, present) : Math.min(1, Math.max(LEAST, present + STEP));
    }

    /** How far beyond the target the time is; up to 1 is within. */
    private double late(LoadMetrics load) {
        double target =
                Math.max((double) targetTime.toNanos(), 2.0 * load.handlerTime().toNanos());
        return load.processingTime().toNanos() / target;
    }

    private static boolean isDraining(LoadMetrics load) {
        return load.enteredPerSecond() <= DRAINING * load.outcomesPerSecond();
    }

    /** How far beyond its limit the worst of the other readings is. */
    private double strain(LoadMetrics load) {
        double strain =
                Math.max(load.errorRate() / maxErrorRate, load.heapAfterGc().orElse(0) / maxHeap);
        return load.cpu().isPresent() && maxCpu.isPresent()
                ? Math.max(strain, load.cpu().getAsDouble() / maxCpu.getAsDouble())
                : strain;
    }
}
