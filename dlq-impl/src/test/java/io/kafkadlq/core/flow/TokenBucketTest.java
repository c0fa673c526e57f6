package io.kafkadlq.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {

    private static final Duration LONG_PAUSE = Duration.ofHours(1);

    private final HandClock clock = new HandClock(0);

    private TokenBucket bucket(double permitsPerSecond) {
        return new TokenBucket(permitsPerSecond, OptionalInt.empty(), clock);
    }

    private TokenBucket bucket(double permitsPerSecond, int burst) {
        return new TokenBucket(permitsPerSecond, OptionalInt.of(burst), clock);
    }

    @Test
    void shouldStartWithOnePermitAndNoBurst() {
        assertThat(Demand.takeAll(bucket(1000, 50))).isEqualTo(1);
    }

    @Test
    void shouldLetPermitsComeEvenly() {
        TokenBucket bucket = bucket(4);
        bucket.tryAcquire(1);

        clock.advanceNanos(249_999_999);
        assertThat(bucket.tryAcquire(1)).isFalse();
        clock.advanceNanos(1);
        assertThat(bucket.tryAcquire(1)).isTrue();
        assertThat(bucket.tryAcquire(1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.001, 1", "7, 1", "10, 2", "1000, 101", "100000, 10001"})
    void shouldGatherOneAndATenthOfASecondsPermitsWhereNoBurstIsSet(double rate, long burst) {
        TokenBucket bucket = bucket(rate);

        clock.advance(LONG_PAUSE);

        assertThat(Demand.takeAll(bucket)).isEqualTo(burst);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 7, 9.99, 17.8, 1000})
    void shouldHoldTheRateForOneWhoComesATenthOfASecondLate(double rate) {
        TokenBucket bucket = bucket(rate);

        long taken = Demand.takeAll(bucket, clock, 100_000_000, 10_000);

        assertThat(taken / 1000.0).isCloseTo(rate, withinPercentage(1));
    }

    @Test
    void shouldCountFractionsOfNanoseconds() {
        // 100.01 nanoseconds each: in whole ones it would be a hundredth too slow.
        TokenBucket bucket = bucket(9_999_000);

        long taken = Demand.takeAll(bucket, clock, 10_000_000, 100);

        assertThat((double) taken).isCloseTo(9_999_000, withinPercentage(0.0625));
    }

    @Test
    void shouldGatherTheBurstThatIsSet() {
        TokenBucket bucket = bucket(1000, 7);

        clock.advance(LONG_PAUSE);

        assertThat(Demand.takeAll(bucket)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {9_999_997, 9_999_998, 9_999_999})
    void shouldGatherALargeBurstToTheLastPermit(int burst) {
        TokenBucket bucket = bucket(3, burst);
        clock.advance(Duration.ofDays(50));

        assertThat(bucket.tryAcquire(burst)).isTrue();
        assertThat(bucket.tryAcquire(1)).isFalse();
    }

    @Test
    void shouldGiveAllOrNone() {
        TokenBucket bucket = bucket(10, 5);
        clock.advance(LONG_PAUSE);

        assertThat(bucket.tryAcquire(6)).isFalse();
        assertThat(bucket.tryAcquire(3)).isTrue();
        assertThat(bucket.tryAcquire(3)).isFalse();
        assertThat(bucket.tryAcquire(2)).isTrue();
    }

    @Test
    void shouldHaveAgainWhatIsGivenBack() {
        TokenBucket bucket = bucket(10, 5);
        clock.advance(LONG_PAUSE);
        bucket.tryAcquire(5);

        bucket.giveBack(2);

        assertThat(Demand.takeAll(bucket)).isEqualTo(2);
    }

    @Test
    void shouldNotHoldMoreThanTheBurstHoweverMuchIsGivenBack() {
        TokenBucket bucket = bucket(0.001, Integer.MAX_VALUE);
        TokenBucket small = bucket(10, 5);

        for (int i = 0; i < 20; i++) {
            bucket.giveBack(Integer.MAX_VALUE);
            small.giveBack(Integer.MAX_VALUE);
        }

        assertThat(bucket.tryAcquire(70_000)).isTrue();
        assertThat(Demand.takeAll(small)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 3, 7, 999.9, 100_000, 9_500_000, 1e12, 1e-9})
    void shouldTellTheMomentAtWhichAPermitComes(double rate) {
        TokenBucket bucket = bucket(rate);
        bucket.tryAcquire(1);
        Duration wait = bucket.retryAfter();

        clock.advance(wait.minusNanos(1));
        assertThat(bucket.tryAcquire(1)).isFalse();
        clock.advanceNanos(1);
        assertThat(bucket.retryAfter()).isZero();
        assertThat(bucket.tryAcquire(1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 500_000_000, Long.MIN_VALUE, -1, Long.MAX_VALUE >> 4})
    void shouldNotMindAClockThatWraps(long start) {
        var wrapping = new HandClock(start);
        var bucket = new TokenBucket(1000, OptionalInt.empty(), wrapping);
        bucket.tryAcquire(1);

        assertThat(Demand.takeAll(bucket, wrapping, 1_000_000, 1000)).isEqualTo(1000);
        assertThat(bucket.retryAfter()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void shouldTellAPauseOfYearsFromNone() {
        TokenBucket bucket = bucket(1000);
        Demand.takeAll(bucket);

        clock.advance(Duration.ofDays(17 * 365));

        assertThat(Demand.takeAll(bucket)).isEqualTo(101);
    }

    @Test
    void shouldNotRefuseAThreadThatWasHeldUpAfterItsLookAtTheClock() {
        var meanwhile = new AtomicReference<Runnable>(() -> {});
        var bucket = new TokenBucket(10, OptionalInt.of(5), () -> {
            long now = clock.nanos();
            meanwhile.getAndSet(() -> {}).run();
            return now;
        });
        meanwhile.set(() -> {
            clock.advance(LONG_PAUSE);
            bucket.tryAcquire(1);
        });

        assertThat(bucket.tryAcquire(1)).isTrue();
        assertThat(Demand.takeAll(bucket)).isEqualTo(3);
    }

    @Test
    void shouldRefuseWhenTheClockHasGoneBack() {
        TokenBucket bucket = bucket(10, 5);
        clock.advance(LONG_PAUSE);
        Demand.takeAll(bucket);

        clock.advance(Duration.ofMillis(-50));

        assertThat(bucket.tryAcquire(1)).isFalse();
        assertThat(bucket.retryAfter()).isEqualTo(Duration.ofMillis(150));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseWhatIsNoRate(double rate) {
        TokenBucket bucket = bucket(10);

        assertThatIllegalArgumentException().isThrownBy(() -> bucket.permitsPerSecond(rate));
        assertThatIllegalArgumentException().isThrownBy(() -> bucket(rate));
        assertThat(bucket.permitsPerSecond()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void shouldRefuseNumbersThatAreNone(int permits) {
        TokenBucket bucket = bucket(10);

        assertThatIllegalArgumentException().isThrownBy(() -> bucket.tryAcquire(permits));
        assertThatIllegalArgumentException().isThrownBy(() -> bucket.giveBack(permits));
    }

    @Nested
    class WhenTheRateChanges {

        @Test
        void shouldHoldTheNewRateAtOnce() {
            TokenBucket bucket = bucket(100);
            Demand.takeAll(bucket);

            bucket.permitsPerSecond(2000);

            assertThat(bucket.permitsPerSecond()).isEqualTo(2000);
            assertThat(Demand.takeAll(bucket, clock, 1_000_000, 1000)).isEqualTo(2000);
        }

        @Test
        void shouldNotWaitForAPermitOfTheOldRate() {
            TokenBucket bucket = bucket(0.001);
            bucket.tryAcquire(1);

            bucket.permitsPerSecond(1000);

            assertThat(bucket.retryAfter()).isEqualTo(Duration.ofMillis(1));
        }

        @Test
        void shouldNotKeepABurstOfTheOldRate() {
            TokenBucket bucket = bucket(1_000_000);
            clock.advance(LONG_PAUSE);

            bucket.permitsPerSecond(100);

            assertThat(Demand.takeAll(bucket)).isEqualTo(11);
        }

        @Test
        void shouldKeepTheBurstThatIsSet() {
            TokenBucket bucket = bucket(10, 3);
            bucket.permitsPerSecond(100_000);

            clock.advance(LONG_PAUSE);

            assertThat(Demand.takeAll(bucket)).isEqualTo(3);
        }

        @Test
        void shouldNotStarveHoweverOftenItDoes() {
            TokenBucket bucket = bucket(1);
            bucket.tryAcquire(1);

            long taken = 0;
            for (int i = 0; i < 1000; i++) {
                clock.advance(Duration.ofMillis(100));
                bucket.permitsPerSecond(i % 2 == 0 ? 1.001 : 1);
                taken += Demand.takeAll(bucket);
            }

            assertThat((double) taken).isCloseTo(100, within(2.0));
        }
    }
}
