package io.kafkadlq.api;

/** Who runs a channel's handler on its dead letters, as far as one instance can tell. */
public enum Retrier {
    /** This instance; others may too. */
    THIS_INSTANCE,
    /** Not this instance, which has no handler for them: they are scheduled for one that has. */
    ANOTHER_INSTANCE,
    /** Nobody: they wait for a person. */
    NOBODY
}
