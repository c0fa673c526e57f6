package io.kafkadlq.api.event;

import java.time.Instant;

/** A channel reads on. */
public record ChannelResumed(String channel, Instant at) implements DlqEvent {}
