package io.kafkadlq.api.event;

import java.time.Instant;

/**
 * Something happened to a channel. In a server observe the kinds as CDI events, {@code @Observes} or {@code
 * @ObservesAsync}; elsewhere listen by {@link io.kafkadlq.api.DlqRuntimeBuilder#listener}. Told in the order in which they
 * happened, on a thread kept for that.
 */
public sealed interface DlqEvent
        permits BackpressureChanged, BreakerChanged, FloodChanged, ChannelPaused, ChannelResumed {

    /** Whose. */
    String channel();

    /** When. */
    Instant at();
}
