package io.kafkadlq.core.guard;

import java.time.Duration;

/** How one kind of call is guarded. */
record GuardSettings(Retry retry, Duration timeout, Breaker breaker) {

    /** @param maxRetries after the first try; -1 for no limit, 0 for none */
    record Retry(int maxRetries, Duration delay, Duration jitter) {}

    /**
     * Opens when of the last {@code volume} calls at least the given ratio has failed; after {@code delay} lets calls
     * through again, and closes after so many successes.
     */
    record Breaker(boolean enabled, int volume, double ratio, Duration delay, int successes) {}
}
