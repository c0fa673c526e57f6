package io.kafkadlq.web.watch;

import io.kafkadlq.api.event.BackpressureChanged;
import io.kafkadlq.api.event.BreakerChanged;
import io.kafkadlq.api.event.ChannelPaused;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.api.event.FloodChanged;
import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.PressureState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers since when channels are as they are, which their status does not say. What it has not heard of, or what the
 * status contradicts, it does not know. Thread-safe.
 */
@ApplicationScoped
public class LatestEvents {

    private static final String CHANNEL = "channel";
    private static final String BREAKER = "breaker";

    private final Map<Key, DlqEvent> latest = new ConcurrentHashMap<>();

    private record Key(String channel, String subject) {}

    void note(@Observes DlqEvent event) {
        var key = new Key(event.channel(), subject(event));
        if (event instanceof FloodChanged flood && !flood.flooded()) {
            // There may be any number of topics.
            latest.remove(key);
        } else {
            latest.put(key, event);
        }
    }

    Optional<ChannelPaused> pause(String channel) {
        return find(channel, CHANNEL, ChannelPaused.class);
    }

    Optional<Instant> since(String channel, Door door, PressureState state) {
        return find(channel, door.name(), BackpressureChanged.class)
                .filter(change -> change.to() == state)
                .map(DlqEvent::at);
    }

    Optional<Instant> since(String channel, BreakerState state) {
        return find(channel, BREAKER, BreakerChanged.class)
                .filter(change -> change.to() == state)
                .map(DlqEvent::at);
    }

    Optional<Instant> since(String channel, String floodedTopic) {
        return find(channel, topic(floodedTopic), FloodChanged.class).map(DlqEvent::at);
    }

    private <T extends DlqEvent> Optional<T> find(String channel, String subject, Class<T> kind) {
        return Optional.ofNullable(latest.get(new Key(channel, subject)))
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static String subject(DlqEvent event) {
        if (event instanceof BackpressureChanged change) {
            return change.door().name();
        }
        if (event instanceof BreakerChanged) {
            return BREAKER;
        }
        return event instanceof FloodChanged flood ? topic(flood.topic()) : CHANNEL;
    }

    /** No topic's name has a slash, so none is taken for a door. */
    private static String topic(String name) {
        return "topic/" + name;
    }
}
