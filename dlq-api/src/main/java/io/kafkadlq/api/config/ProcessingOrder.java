package io.kafkadlq.api.config;

/** Which records are handled strictly one after another, in the order of their offsets. */
public enum ProcessingOrder {
    /** Those of one key; records without a key have no order. */
    KEY,
    /** Those of one partition. */
    PARTITION,
    /** None: whatever is there is handled as soon as a worker is free. */
    UNORDERED
}
