package io.kafkadlq.api.event;

import io.kafkadlq.api.flow.BreakerState;
import java.time.Instant;

/**
 * The circuit breaker around a channel's handler changed.
 *
 * @param reason why, in words
 */
public record BreakerChanged(String channel, Instant at, BreakerState from, BreakerState to, String reason)
        implements DlqEvent {}
