package io.kafkadlq.core.engine;

import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.policy.BackoffStrategy;
import io.kafkadlq.api.spi.ThreadPlacement;
import java.util.Optional;

/** Nothing is plugged in. */
final class NoPlugins implements Engine.Plugins {

    @Override
    public Optional<ThreadPlacement> placement(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<BackpressureStrategy> strategy(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<BackoffStrategy> backoff(String name) {
        return Optional.empty();
    }
}
