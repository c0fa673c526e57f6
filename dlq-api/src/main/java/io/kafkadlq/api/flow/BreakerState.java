package io.kafkadlq.api.flow;

/** What a circuit breaker does. */
public enum BreakerState {
    /** Lets every call through and watches how they end. */
    CLOSED,
    /** Lets none through, for a while. */
    OPEN,
    /** Lets a few through to find out. */
    HALF_OPEN
}
