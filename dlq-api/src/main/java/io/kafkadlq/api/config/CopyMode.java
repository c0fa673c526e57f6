package io.kafkadlq.api.config;

/** Whether batches of new dead letters may bypass JDBC's own batches. */
public enum CopyMode {
    /** By PostgreSQL's COPY, where the connections let us reach its driver. */
    AUTO,
    /** Never. */
    OFF
}
