package io.kafkadlq.api.flow;

/**
 * Decides how much is let in at a door of a channel. A function of what it is given and of nothing else: it keeps no state,
 * so that one instance serves all doors, from any thread.
 *
 * <p>It is asked ten times a second, and while it lets nothing in as often as somebody tries to bring something. Found by
 * {@link java.util.ServiceLoader}; {@code backpressure.strategy} names which one a channel uses.
 */
public interface BackpressureStrategy {

    /** The value of {@code backpressure.strategy} that chooses it. */
    String name();

    /**
     * The share of records to let in from now on.
     *
     * @param present the share until now
     * @return 1: all; 0: none; between them, that share of the rate at which the door has let in records while it was wide
     *     open. Values outside are taken for the nearest bound
     */
    double acceptance(double present, LoadMetrics load);
}
