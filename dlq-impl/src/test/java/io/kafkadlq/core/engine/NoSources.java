package io.kafkadlq.core.engine;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.core.delivery.Inlet;
import java.util.List;

/** Nothing comes from outside. */
final class NoSources implements Engine.Sources {

    @Override
    public List<RecordSource> deadLetters(String channel, ChannelConfig config, Engine.Intake intake) {
        return List.of();
    }

    @Override
    public List<RecordSource> topics(String channel, ChannelConfig config, Inlet handling) {
        return List.of();
    }
}
