package io.kafkadlq.core.flow;

import io.kafkadlq.api.config.RateLimitConfig;
import io.kafkadlq.api.flow.RateLimiter;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes rate limiters. */
public final class RateLimits {

    private RateLimits() {}

    /**
     * The one that the configuration asks for.
     *
     * @param permitsPerSecond where to begin, whatever the configuration says
     * @throws IllegalArgumentException if it is not a positive finite number
     */
    public static RateLimiter of(RateLimitConfig config, double permitsPerSecond, NanoClock clock) {
        return switch (config.algorithm()) {
            case TOKEN_BUCKET -> new TokenBucket(permitsPerSecond, optionalInt(config.burst()), clock);
            case SLIDING_WINDOW -> new SlidingWindow(permitsPerSecond, config.window(), clock);
        };
    }

    /** Never more than so many in any second. */
    public static RateLimiter perSecond(int permits, NanoClock clock) {
        return new SlidingWindow(permits, Duration.ofSeconds(1), clock);
    }

    /** One whose rate somebody else sets, over and over; it may be a tenth of a second behind or ahead. */
    public static RateLimiter pace(NanoClock clock) {
        return new TokenBucket(1, OptionalInt.empty(), clock);
    }

    private static OptionalInt optionalInt(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    static double checkedRate(double permitsPerSecond) {
        if (permitsPerSecond > 0 && permitsPerSecond < Double.POSITIVE_INFINITY) {
            return permitsPerSecond;
        }
        throw new IllegalArgumentException("A rate is a positive finite number, not " + permitsPerSecond);
    }

    static void checkPermits(int permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("One permit or more, not " + permits);
        }
    }
}
