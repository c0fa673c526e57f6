package io.kafkadlq.api.event;

import java.time.Instant;

/**
 * Records of a channel passed the age at which they expire. They expire in batches, of which stores tell no more than the
 * number, so there is no event for each of them.
 *
 * @param count how many at once, at least 1
 */
public record RecordsExpired(String channel, Instant at, int count) implements DlqEvent {}
