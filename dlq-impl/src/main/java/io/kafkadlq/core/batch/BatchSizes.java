package io.kafkadlq.core.batch;

import io.kafkadlq.api.flow.BatchBounds;

/** The bounds of batches' sizes, adjustable while batches are written. Thread-safe. */
public interface BatchSizes {

    BatchBounds bounds();

    /** @throws IllegalArgumentException if batches may hold more than memory was laid out for */
    void bound(BatchBounds bounds);

    /** Puts the first bounds back. */
    void boundAsConfigured();
}
