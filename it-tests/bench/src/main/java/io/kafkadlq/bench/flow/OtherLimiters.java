package io.kafkadlq.bench.flow;

import dev.failsafe.RateLimiter;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.local.LocalBucket;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/** The limiters of two libraries, set as near to ours as they can be. */
final class OtherLimiters {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TENTH = Duration.ofMillis(100);

    private OtherLimiters() {}

    /**
     * So many in each tenth of a second; its rate cannot be changed. The smooth one gives what was not asked for in time to
     * nobody: two threads that rest got a sixteenth of 100,000 from it.
     */
    static Limited failsafe(double perSecond) {
        var limiter =
                RateLimiter.burstyBuilder(Math.round(perSecond / 10), TENTH).build();
        return new Limited() {

            @Override
            public boolean tryAcquire() {
                return limiter.tryAcquirePermit();
            }

            /** It does not tell without keeping a permit. */
            @Override
            public long retryAfterNanos() {
                return Long.MAX_VALUE;
            }

            @Override
            public boolean isAdjustable() {
                return false;
            }

            @Override
            public void perSecond(double rate) {
                throw new UnsupportedOperationException("Failsafe's limiters keep their rate");
            }
        };
    }

    /** A bucket with a tenth of a second's permits, as ours has by default. */
    static Limited bucket4j(double perSecond) {
        LocalBucket bucket = new LocalBucketBuilder()
                .addLimit(bandwidth(perSecond))
                .withNanosecondPrecision()
                .withSynchronizationStrategy(SynchronizationStrategy.LOCK_FREE)
                .build();
        return new Limited() {

            @Override
            public boolean tryAcquire() {
                return bucket.tryConsume(1);
            }

            @Override
            public long retryAfterNanos() {
                return bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
            }

            @Override
            public void perSecond(double rate) {
                bucket.replaceConfiguration(
                        BucketConfiguration.builder().addLimit(bandwidth(rate)).build(),
                        TokensInheritanceStrategy.RESET);
            }
        };
    }

    private static Bandwidth bandwidth(double perSecond) {
        return Bandwidth.builder()
                .capacity(Math.round(perSecond / 10))
                .refillGreedy(Math.round(perSecond), SECOND)
                .build();
    }
}
