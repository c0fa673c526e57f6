package io.kafkadlq.bench.jmh;

import dev.failsafe.CircuitBreaker;
import io.kafkadlq.api.config.CircuitBreakerConfig;
import io.kafkadlq.core.flow.WindowedBreaker;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Breakers that look for half of the last 100 calls, or of those within ten seconds, to have failed; ours for slow ones too. */
final class Breakers {

    private static final double FAILURE_RATE = 0.5;
    private static final double SLOW_CALL_RATE = 0.8;
    private static final Duration SLOW_CALL = Duration.ofSeconds(2);
    private static final int CALLS = 100;
    private static final int MINIMUM_CALLS = 20;
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int PROBES = 5;

    private Breakers() {}

    static WindowedBreaker countBased() {
        return ours(Optional.empty());
    }

    static WindowedBreaker timeBased() {
        return ours(Optional.of(WINDOW));
    }

    private static WindowedBreaker ours(Optional<Duration> window) {
        var config = new CircuitBreakerConfig(
                true,
                FAILURE_RATE,
                Optional.empty(),
                Optional.of(SLOW_CALL),
                SLOW_CALL_RATE,
                CALLS,
                window,
                MINIMUM_CALLS,
                WINDOW,
                PROBES,
                List.of());
        return new WindowedBreaker(config, NanoClock.SYSTEM, (from, to, why) -> {
            throw new IllegalStateException("The bench's handler failed");
        });
    }

    static CircuitBreaker<Object> failsafeCountBased() {
        return CircuitBreaker.builder()
                .withFailureThreshold((int) (CALLS * FAILURE_RATE), CALLS)
                .withSuccessThreshold(PROBES)
                .build();
    }

    static CircuitBreaker<Object> failsafeTimeBased() {
        return CircuitBreaker.builder()
                .withFailureRateThreshold((int) (100 * FAILURE_RATE), MINIMUM_CALLS, WINDOW)
                .withSuccessThreshold(PROBES)
                .build();
    }
}
