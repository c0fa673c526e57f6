package io.kafkadlq.api.event;

import java.time.Instant;

/**
 * A channel reads no more.
 *
 * @param reason who or what paused it, in words
 */
public record ChannelPaused(String channel, Instant at, String reason) implements DlqEvent {}
