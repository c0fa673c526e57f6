package io.kafkadlq.api.config;

/** A set of defaults that suit one another; any setting of one's own goes before it. */
public enum TuningPreset {
    /** Right for nearly everyone. */
    DEFAULT,
    /** Large buffers and batches that wait a little to fill. */
    HIGH_THROUGHPUT,
    /** Small batches that never wait. */
    LOW_LATENCY
}
