package io.kafkadlq.core.engine;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.core.delivery.Inlet;
import io.kafkadlq.core.payload.LyingRecords;
import io.kafkadlq.core.payload.PayloadSource;
import java.util.List;
import java.util.Optional;

/** Sources that a test feeds, and topics that payloads are fetched from. */
record FedAndLying(FedSources sources, LyingRecords topics) implements Engine.Sources {

    @Override
    public List<RecordSource> deadLetters(String channel, ChannelConfig config, Engine.Intake intake) {
        return sources.deadLetters(channel, config, intake);
    }

    @Override
    public List<RecordSource> topics(String channel, ChannelConfig config, Inlet handling) {
        return sources.topics(channel, config, handling);
    }

    @Override
    public Optional<PayloadSource> payloads() {
        return Optional.of(topics);
    }
}
