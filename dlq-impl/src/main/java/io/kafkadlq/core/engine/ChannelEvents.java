package io.kafkadlq.core.engine;

import io.kafkadlq.api.event.BackpressureChanged;
import io.kafkadlq.api.event.BreakerChanged;
import io.kafkadlq.api.event.ChannelPaused;
import io.kafkadlq.api.event.ChannelResumed;
import io.kafkadlq.api.event.FloodChanged;
import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.PressureState;
import java.time.Clock;

/** Says what happens to a channel: a line in the log and an event each. */
record ChannelEvents(String channel, Events events, Clock clock) {

    void pressure(Door door, PressureState from, PressureState to, double acceptance, String reason) {
        Log.pressure(channel, door, to, reason);
        events.tell(new BackpressureChanged(channel, clock.instant(), door, from, to, acceptance, reason));
    }

    void breaker(BreakerState from, BreakerState to, String reason) {
        Log.breaker(channel, from, to, reason);
        events.tell(new BreakerChanged(channel, clock.instant(), from, to, reason));
    }

    void flood(String topic, boolean flooded, double failureRate) {
        Log.flood(channel, topic, flooded, failureRate);
        events.tell(new FloodChanged(channel, clock.instant(), topic, flooded, failureRate));
    }

    void paused(String reason) {
        Log.paused(channel, reason);
        events.tell(new ChannelPaused(channel, clock.instant(), reason));
    }

    void resumed() {
        Log.resumed(channel);
        events.tell(new ChannelResumed(channel, clock.instant()));
    }
}
