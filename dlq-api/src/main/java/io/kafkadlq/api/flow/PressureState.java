package io.kafkadlq.api.flow;

/** Whether a door lets in what comes. */
public enum PressureState {
    /** All of it. */
    NORMAL,
    /** A share of it. */
    SLOWED,
    /** Nothing. */
    CLOSED
}
