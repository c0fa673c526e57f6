package io.kafkadlq.core.engine;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Feed;
import io.kafkadlq.core.delivery.Inlet;
import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.time.NanoClock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A source topic and a dead-letter topic that a test fills by hand. */
final class FedSources implements Engine.Sources {

    private final AtomicReference<Inlet> handling = new AtomicReference<>();
    private final AtomicReference<Engine.Intake> intake = new AtomicReference<>();

    @Override
    public List<RecordSource> deadLetters(String channel, ChannelConfig config, Engine.Intake into) {
        intake.set(into);
        return List.of();
    }

    @Override
    public List<RecordSource> topics(String channel, ChannelConfig config, Inlet into) {
        handling.set(into);
        return List.of();
    }

    /** Brings the next record of that key, as a poll thread would: again and again until it is let in. */
    void bring(Feed feed, String key) throws InterruptedException {
        Inlet inlet = handling.get();
        Delivery delivery = feed.next(key);
        while (!inlet.offer(delivery)) {
            inlet.awaitRoom();
        }
        inlet.endOfBatch();
    }

    /** Brings a dead letter from its topic. */
    void bring(Letter letter) throws InterruptedException {
        while (!intake.get().head().offer(letter, NanoClock.SYSTEM.nanos())) {
            intake.get().head().awaitRoom();
        }
        intake.get().head().endOfBatch();
    }
}
