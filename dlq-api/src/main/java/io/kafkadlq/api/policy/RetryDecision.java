package io.kafkadlq.api.policy;

import java.time.Duration;

/** What a policy decides after a failure. */
public sealed interface RetryDecision {

    /** Try again, not before so long from now. */
    record RetryAfter(Duration delay) implements RetryDecision {}

    /** Do not try again, and why, in words. */
    record GiveUp(String reason) implements RetryDecision {}
}
