package io.kafkadlq.api.flow;

/** Whether a door lets in what comes. */
public enum PressureState {
    /** All of it. */
    NORMAL,
    /** A share of it, or all of it now and then. */
    SLOWED,
    /** Nothing, and nothing goes on behind it. */
    CLOSED
}
