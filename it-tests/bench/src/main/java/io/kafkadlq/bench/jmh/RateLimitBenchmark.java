package io.kafkadlq.bench.jmh;

import dev.failsafe.RateLimiter;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.SynchronizationStrategy;
import io.kafkadlq.api.config.RateLimitAlgorithm;
import io.kafkadlq.api.config.RateLimitConfig;
import io.kafkadlq.core.flow.RateLimits;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * Asking for a permit, at our limiters and at those of two libraries: where there is always one, by one thread and by two,
 * and where there is none. An operation is not a record but a question; <em>lost</em> counts permits refused that were
 * there, <em>duplicated</em> permits given that were not.
 */
@State(Scope.Benchmark)
public class RateLimitBenchmark {

    /** More than anybody can ask for; the most that all can express. */
    private static final long PLENTY_PER_SECOND = 1_000_000_000;

    private static final long NONE_SECONDS = 1_000_000;
    private static final Duration LONG = Duration.ofHours(1);

    @Param({"failsafe/smooth", "failsafe/bursty", "bucket4j", "ours/token-bucket", "ours/sliding-window"})
    public String system = "";

    @SuppressWarnings("NullAway.Init") // by JMH's set-up, which knows the system
    private BooleanSupplier plenty;

    @SuppressWarnings("NullAway.Init") // as above
    private BooleanSupplier none;

    @Setup
    public void make() {
        plenty = limiter(PLENTY_PER_SECOND, Duration.ofSeconds(1));
        none = limiter(1, Duration.ofSeconds(NONE_SECONDS));
        if (!none.getAsBoolean()) {
            throw new IllegalStateException("A limiter of " + system + " has no permit to begin with");
        }
    }

    private BooleanSupplier limiter(long permits, Duration period) {
        return switch (system) {
            case "failsafe/smooth" -> RateLimiter.smoothBuilder(permits, period).build()::tryAcquirePermit;
            case "failsafe/bursty" -> RateLimiter.burstyBuilder(permits, period).build()::tryAcquirePermit;
            case "bucket4j" -> bucket4j(permits, period);
            case "ours/token-bucket" -> ours(RateLimitAlgorithm.TOKEN_BUCKET, permits, period);
            case "ours/sliding-window" -> ours(RateLimitAlgorithm.SLIDING_WINDOW, permits, period);
            default -> throw new IllegalArgumentException(system);
        };
    }

    private static BooleanSupplier bucket4j(long permits, Duration period) {
        Bucket bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(permits).refillGreedy(permits, period))
                .withNanosecondPrecision()
                .withSynchronizationStrategy(SynchronizationStrategy.LOCK_FREE)
                .build();
        return () -> bucket.tryConsume(1);
    }

    private static BooleanSupplier ours(RateLimitAlgorithm algorithm, long permits, Duration period) {
        double rate = (double) permits / period.toSeconds();
        // A window of an hour, so that none of plenty's permits comes a second time while it is measured.
        var config = new RateLimitConfig(Optional.of(rate), algorithm, Optional.empty(), LONG);
        var limiter = RateLimits.of(config, rate, NanoClock.SYSTEM);
        return () -> limiter.tryAcquire(1);
    }

    @Benchmark
    public void permitThere(Wrongs wrongs) {
        if (!plenty.getAsBoolean()) {
            wrongs.lost++;
        }
    }

    @Benchmark
    @Threads(2)
    public void permitThereTwoThreads(Wrongs wrongs) {
        if (!plenty.getAsBoolean()) {
            wrongs.lost++;
        }
    }

    @Benchmark
    public void noPermit(Wrongs wrongs) {
        if (none.getAsBoolean()) {
            wrongs.duplicated++;
        }
    }

    @Benchmark
    @Threads(2)
    public void noPermitTwoThreads(Wrongs wrongs) {
        if (none.getAsBoolean()) {
            wrongs.duplicated++;
        }
    }
}
