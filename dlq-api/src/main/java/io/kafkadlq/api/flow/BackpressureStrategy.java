package io.kafkadlq.api.flow;

/**
 * Decides how much is let in at a door of a channel. A function of what it is given and of nothing else: it keeps no state,
 * so that one instance serves all doors, from any thread.
 *
 * <p>It is asked ten times a second, and while it lets nothing in as often as somebody tries to bring
 * something, a thousand times a second at most. Found by
 * {@link java.util.ServiceLoader}, or as a bean with {@code @DlqStrategy}; {@code backpressure.strategy} names which one a
 * channel uses.
 */
public interface BackpressureStrategy {

    /** The value of {@code backpressure.strategy} that chooses it; a bean's is that of its {@code @DlqStrategy}. */
    default String name() {
        return getClass().getName();
    }

    /**
     * The share of records to let in from now on.
     *
     * @param present the share until now
     * @return 1: all; 0: none; between them, that share of the best rate at which records have had their outcome of late.
     *     Values outside are taken for the nearest bound
     */
    double acceptance(double present, LoadMetrics load);

    /**
     * Whether even a door that is wide open lets in at most half as much again as has been dealt with at best of late. It
     * still finds out soon if more is possible, and a backlog in Kafka does not flood what has just recovered.
     */
    default boolean isPaced() {
        return false;
    }
}
