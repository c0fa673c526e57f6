package io.kafkadlq.boot;

import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.flow.LoadMetrics;

/** A strategy as a user's library would bring it, found by the service loader. */
public final class HalfOpenDoors implements BackpressureStrategy {

    static final String NAME = "half-open-doors";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double acceptance(double present, LoadMetrics load) {
        return 0.5;
    }
}
