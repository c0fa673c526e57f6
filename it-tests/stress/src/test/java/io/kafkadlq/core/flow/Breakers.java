package io.kafkadlq.core.flow;

import io.kafkadlq.api.config.CircuitBreakerConfig;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Breakers in the states that races begin from. */
public final class Breakers {

    private static final Duration OPEN_FOR = Duration.ofNanos(1);

    private Breakers() {}

    private static CircuitBreakerConfig config(int consecutiveFailures) {
        return new CircuitBreakerConfig(
                true,
                1,
                Optional.of(consecutiveFailures),
                Optional.empty(),
                1,
                1000,
                Optional.empty(),
                1000,
                OPEN_FOR,
                1,
                List.of());
    }

    /** Opens by so many failures. */
    static CircuitBreaker closed(int consecutiveFailures, BreakerListener listener) {
        return new WindowedBreaker(config(consecutiveFailures), NanoClock.SYSTEM, listener);
    }

    /** Half-open at the next pulse. */
    public static CircuitBreaker open() {
        // Time passes with each look at it, so that what is to be over is.
        var now = new long[1];
        var breaker = new WindowedBreaker(config(1), () -> now[0]++, (from, to, why) -> {});
        breaker.failed(breaker.tryAcquire(), new IllegalStateException("down"));
        return breaker;
    }

    /** With a single probe. */
    public static CircuitBreaker halfOpen() {
        CircuitBreaker breaker = open();
        breaker.pulse();
        return breaker;
    }
}
