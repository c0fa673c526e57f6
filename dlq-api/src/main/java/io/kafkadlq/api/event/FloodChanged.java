package io.kafkadlq.api.event;

import java.time.Instant;

/**
 * Failures of a source topic became a flood, or no longer are one.
 *
 * @param failureRatio the share of the topic's records that failed in the window
 */
public record FloodChanged(String channel, Instant at, String topic, boolean flooded, double failureRatio)
        implements DlqEvent {}
