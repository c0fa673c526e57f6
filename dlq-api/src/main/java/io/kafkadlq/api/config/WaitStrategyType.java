package io.kafkadlq.api.config;

/** How the ring's consumer waits for records: ever more CPU for ever less delay. */
public enum WaitStrategyType {
    /** Sleeps until woken; right for nearly everyone. */
    BLOCKING,
    /** Spins and yields for a moment, then sleeps until woken: for bursts with pauses between. */
    PHASED,
    /** Spins, yields, then parks for microseconds. */
    SLEEPING,
    /** Spins, then yields its time slice: a core of its own or worse delays for all. */
    YIELDING,
    /** Never lets go of its core. */
    BUSY_SPIN;

    /** Whether a waiting consumer keeps a core busy. */
    public boolean spins() {
        return this == YIELDING || this == BUSY_SPIN;
    }
}
