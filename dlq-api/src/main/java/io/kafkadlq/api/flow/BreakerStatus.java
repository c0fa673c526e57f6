package io.kafkadlq.api.flow;

/**
 * How a channel's circuit breaker is doing.
 *
 * @param reason why it is not closed, in words; empty if it is
 * @param opened how often it has opened since the start, from half-open too
 * @param failureRate share of failed calls in the window
 * @param slowCallRate share of slow calls in the window
 */
public record BreakerStatus(BreakerState state, String reason, long opened, double failureRate, double slowCallRate) {}
