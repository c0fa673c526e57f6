package io.kafkadlq.api.spi;

import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.metrics.MetricSample;
import java.util.function.Supplier;

/**
 * Where metrics are shown beside our own text, such as a server's registry. Names and labels are the family's.
 *
 * <p>Threading: called by one thread at a time; what it is given to ask may be asked by any.
 */
public interface MetricsSink {

    /**
     * Shows a sample from now on.
     *
     * @param sample as it is now; its labels stay as they are
     * @param now how it is whenever it is asked; afterwards, how it was last
     */
    void show(MetricFamily family, MetricSample sample, Supplier<MetricSample> now);

    /** Shows it no longer, and lets go of what it was asked by. */
    void hide(MetricFamily family, MetricSample sample);
}
