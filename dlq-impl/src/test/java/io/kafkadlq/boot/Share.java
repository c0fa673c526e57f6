package io.kafkadlq.boot;

import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.flow.LoadMetrics;

/** A strategy as code hands it over: always the same share. */
record Share(String name, double share) implements BackpressureStrategy {

    @Override
    public double acceptance(double present, LoadMetrics load) {
        return share;
    }
}
