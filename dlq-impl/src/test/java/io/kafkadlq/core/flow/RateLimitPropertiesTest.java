package io.kafkadlq.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.RateLimitAlgorithm;
import io.kafkadlq.api.config.RateLimitConfig;
import io.kafkadlq.api.flow.RateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What both limiters promise, whoever asks whenever for however many. */
class RateLimitPropertiesTest {

    private static final int ASKS = 1500;
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final long PATIENCE_NANOS = 1_000_000;

    /** @param nanos since the first */
    private record Grant(long nanos, int permits) {}

    private static List<Grant> randomAsks(RateLimiter limiter, HandClock clock, double rate, Random random) {
        List<Grant> grants = new ArrayList<>();
        long start = clock.nanos();
        for (int i = 0; i < ASKS; i++) {
            clock.advanceNanos(pause(rate, random));
            int permits = 1 + random.nextInt(random.nextInt(20) + 1);
            if (limiter.tryAcquire(permits)) {
                grants.add(new Grant(clock.nanos() - start, permits));
            }
        }
        return grants;
    }

    /** None, short ones, and now and then one in which a burst gathers. */
    private static long pause(double rate, Random random) {
        double permit = 1e9 / rate;
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> 0;
            case 3 -> (long) (permit * random.nextInt(200));
            default -> (long) (permit * random.nextDouble() * 4);
        };
    }

    private static RateLimiter limiter(RateLimitAlgorithm algorithm, double rate, HandClock clock) {
        var config = new RateLimitConfig(Optional.of(rate), algorithm, Optional.empty(), WINDOW);
        return RateLimits.of(config, rate, clock);
    }

    @Property(tries = 200)
    void shouldNeverGiveMoreThanBurstAndRateAllow(
            @ForAll @DoubleRange(min = -3, max = 7) double decades,
            @ForAll @IntRange(min = 1, max = 100) int burst,
            @ForAll long start,
            @ForAll Random random) {
        var clock = new HandClock(start);
        double rate = Math.pow(10, decades);
        var bucket = new TokenBucket(rate, OptionalInt.of(burst), clock);

        List<Grant> grants = randomAsks(bucket, clock, rate, random);

        assertThat(grants).isNotEmpty();
        assertNeverMoreThan(burst, rate, grants);
    }

    /** The most that any interval holds beyond the rate, found in one pass: it is the lowest point so far that counts. */
    private static void assertNeverMoreThan(int burst, double rate, List<Grant> grants) {
        double taken = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (Grant grant : grants) {
            double due = rate * grant.nanos() / 1e9;
            lowest = Math.min(lowest, taken - due);
            taken += grant.permits();
            assertThat(taken - due - lowest).isLessThanOrEqualTo(burst * (1 + 1e-6));
        }
    }

    @Property(tries = 200)
    void shouldNeverGiveMoreThanAShareInAnyWindow(
            @ForAll @DoubleRange(min = -3, max = 4) double decades,
            @ForAll @LongRange(min = 100, max = 10_000) long windowMillis,
            @ForAll long start,
            @ForAll Random random) {
        var clock = new HandClock(start);
        double rate = Math.pow(10, decades);
        var window = new SlidingWindow(rate, Duration.ofMillis(windowMillis), clock);
        double share = Math.ceil(rate * windowMillis / 1e3 * (1 - 1e-12));

        List<Grant> grants = randomAsks(window, clock, rate, random);

        assertThat(grants).isNotEmpty();
        assertNeverMoreInAnyWindow(share, (long) (share / rate * 1e9), grants);
    }

    private static void assertNeverMoreInAnyWindow(double share, long windowNanos, List<Grant> grants) {
        long within = 0;
        int oldest = 0;
        for (Grant grant : grants) {
            within += grant.permits();
            while (grants.get(oldest).nanos() <= grant.nanos() - windowNanos) {
                within -= grants.get(oldest++).permits();
            }
            assertThat((double) within).isLessThanOrEqualTo(share);
        }
    }

    @Property(tries = 200)
    void shouldHoldTheNewRateAfterAChange(
            @ForAll RateLimitAlgorithm algorithm,
            @ForAll @DoubleRange(min = -3, max = 5) double decadesBefore,
            @ForAll @DoubleRange(min = 1, max = 4) double decades,
            @ForAll Random random) {
        var clock = new HandClock(0);
        double before = Math.pow(10, decadesBefore);
        double rate = Math.pow(10, decades);
        RateLimiter limiter = limiter(algorithm, before, clock);
        randomAsks(limiter, clock, before, random);

        limiter.permitsPerSecond(rate);
        Demand.takeAll(limiter);
        // The pause that a full window may need, lengthened to a whole number of permits; then all is as with a fresh
        // one.
        Demand.takeAll(limiter, clock, PATIENCE_NANOS, 1_200_000_000 / PATIENCE_NANOS);
        long taken = Demand.takeAll(limiter, clock, PATIENCE_NANOS, 30_000_000_000L / PATIENCE_NANOS);

        // Whether a share falls into the time looked at or not is a matter of its edges.
        double edge = algorithm == RateLimitAlgorithm.SLIDING_WINDOW ? Math.ceil(rate) : 2;
        assertThat((double) taken).isBetween(rate * 30 * 0.99 - edge, rate * 30 + edge);
    }

    @Example
    void shouldHoldItsRateWithinOnePercent() {
        for (RateLimitAlgorithm algorithm : RateLimitAlgorithm.values()) {
            assertHolds(algorithm, 0.001, Duration.ofSeconds(5), Duration.ofDays(4));
            assertHolds(algorithm, 7, Duration.ofMillis(1), Duration.ofSeconds(257));
            assertHolds(algorithm, 1000, Duration.ofNanos(100_000), Duration.ofSeconds(10));
            assertHolds(algorithm, 100_000, Duration.ofNanos(100_000), Duration.ofSeconds(10));
            assertHolds(algorithm, 9_500_000, Duration.ofMillis(1), Duration.ofSeconds(10));
        }
    }

    /** From the start on, with all that a limiter has at first. */
    private static void assertHolds(RateLimitAlgorithm algorithm, double rate, Duration pause, Duration over) {
        var clock = new HandClock(Long.MAX_VALUE - over.toNanos() / 2);
        RateLimiter limiter = limiter(algorithm, rate, clock);

        long taken = Demand.takeAll(limiter, clock, pause.toNanos(), over.dividedBy(pause));

        double seconds = over.toNanos() / 1e9;
        assertThat(taken / seconds / rate).as("%s at %s", algorithm, rate).isBetween(0.99, 1.01);
    }
}
