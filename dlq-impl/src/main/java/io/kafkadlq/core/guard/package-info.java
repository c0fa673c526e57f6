/**
 * Guards around the calls to store and Kafka: retries, time limits and circuit breakers, under the names and with the keys
 * of MicroProfile Fault Tolerance. {@link io.kafkadlq.core.guard.GuardedStorage} and
 * {@link io.kafkadlq.core.guard.GuardedPublisher} put them there; who guards is a {@link io.kafkadlq.core.guard.Guards}:
 * a server's Fault Tolerance, or {@link io.kafkadlq.core.guard.PlainGuards}.
 *
 * <p>Never two breakers on one call: a handler has the breaker of its channel and is none of these guards' business, and a
 * call to store or Kafka has the one that its guard has.
 */
@NullMarked
package io.kafkadlq.core.guard;

import org.jspecify.annotations.NullMarked;
