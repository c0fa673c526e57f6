package io.kafkadlq.api.event;

import java.time.Instant;

/**
 * Failures of a source topic became a flood, or no longer are one.
 *
 * @param failureRate the share of the topic's records that failed in the window; nought where the channel was resumed and it
 *     is counted anew
 */
public record FloodChanged(String channel, Instant at, String topic, boolean flooded, double failureRate)
        implements DlqEvent {}
