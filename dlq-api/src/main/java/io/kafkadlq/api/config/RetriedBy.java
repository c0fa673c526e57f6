package io.kafkadlq.api.config;

/** Who retries a channel's dead letters. */
public enum RetriedBy {
    /** The application's handler, if this instance has one; else nobody, and they wait for a person. */
    AUTO,
    /** The application's handler; where this instance has none they are scheduled for one that does. */
    APPLICATION,
    /** Nobody: they wait for a person. */
    NOBODY
}
