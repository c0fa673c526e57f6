package io.kafkadlq.api.metrics;

/** How the samples of a family are to be read. */
public enum MetricKind {
    /** A total since the engine's start that only grows. */
    COUNTER,
    /** A value as it is now. */
    GAUGE,
    /** Quantiles of all times since the engine's start, told apart by the label {@code quantile}. */
    SUMMARY,
    /** Times since the engine's start, counted by how long they were at the most. */
    HISTOGRAM
}
