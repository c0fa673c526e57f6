package io.kafkadlq.api.event;

import java.time.Instant;

/**
 * Something happened to a channel, or to a record of it. In a server observe the kinds as CDI events, {@code @Observes} or
 * {@code @ObservesAsync}; elsewhere listen by {@link io.kafkadlq.api.DlqRuntimeBuilder#listener}. Told in the order in which
 * this instance learned of them, on a thread kept for that; each at most once, and not at all if those who listen are too
 * slow.
 */
public sealed interface DlqEvent
        permits BackpressureChanged,
                BreakerChanged,
                FloodChanged,
                ChannelPaused,
                ChannelResumed,
                RecordEvent,
                RecordsExpired {

    /** Whose. */
    String channel();

    /** When. */
    Instant at();
}
