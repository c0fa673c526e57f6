package io.kafkadlq.core.engine;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.BackpressureConfig;
import io.kafkadlq.api.flow.AdaptiveBackpressureStrategy;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.flow.ThresholdBackpressureStrategy;

/** Finds the backpressure strategy that a channel's configuration names. */
final class Strategies {

    private Strategies() {}

    /** @throws DlqException if there is none of that name, which the configuration's rules keep from happening */
    static BackpressureStrategy of(BackpressureConfig config, Engine.Plugins plugins) {
        return switch (config.strategy()) {
            case ThresholdBackpressureStrategy.NAME -> ThresholdBackpressureStrategy.of(config);
            case AdaptiveBackpressureStrategy.NAME -> AdaptiveBackpressureStrategy.of(config);
            default ->
                plugins.strategy(config.strategy())
                        .orElseThrow(() -> new DlqException("There is no backpressure strategy '" + config.strategy()
                                + "'; put its jar beside ours, or name another"));
        };
    }
}
