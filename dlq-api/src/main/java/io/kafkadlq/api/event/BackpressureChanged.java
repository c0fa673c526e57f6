package io.kafkadlq.api.event;

import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.PressureState;
import java.time.Instant;

/**
 * A door of a channel lets in less than it did, or more. A door that closes again and again counts as closed until it has
 * stayed open for ten seconds.
 *
 * @param acceptance the share that is let in now
 * @param reason why, in words
 */
public record BackpressureChanged(
        String channel, Instant at, Door door, PressureState from, PressureState to, double acceptance, String reason)
        implements DlqEvent {}
