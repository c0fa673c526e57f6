package io.kafkadlq.core.engine;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.core.delivery.Inlet;
import io.kafkadlq.core.flow.Gate;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.stage.Stage;
import java.util.List;

/** Nothing comes from outside. */
final class NoSources implements Engine.Sources {

    @Override
    public List<RecordSource> deadLetters(
            String channel, ChannelConfig config, ChannelMetrics counters, Stage head, Gate gate) {
        return List.of();
    }

    @Override
    public List<RecordSource> topics(String channel, ChannelConfig config, Inlet handling) {
        return List.of();
    }
}
