package io.kafkadlq.api.store;

/** By the time of intake, as ids sort. */
public enum PageOrder {
    NEWEST_FIRST,
    OLDEST_FIRST
}
