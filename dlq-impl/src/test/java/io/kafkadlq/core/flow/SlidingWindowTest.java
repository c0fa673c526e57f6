package io.kafkadlq.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SLOT = SECOND.dividedBy(256);

    private final HandClock clock = new HandClock(0);

    private SlidingWindow window(double permitsPerSecond, Duration length) {
        return new SlidingWindow(permitsPerSecond, length, clock);
    }

    private SlidingWindow window(double permitsPerSecond) {
        return window(permitsPerSecond, SECOND);
    }

    @Test
    void shouldHaveAWholeShareAtOnce() {
        assertThat(Demand.takeAll(window(1000))).isEqualTo(1000);
        assertThat(Demand.takeAll(window(1000, Duration.ofMinutes(1)))).isEqualTo(60_000);
    }

    @Test
    void shouldHaveTheNextShareAWindowAndASlotLater() {
        SlidingWindow window = window(1000);
        clock.advanceNanos(SLOT.toNanos() - 1);
        Demand.takeAll(window);

        clock.advance(SECOND);
        assertThat(window.tryAcquire(1)).isFalse();
        clock.advanceNanos(1);
        assertThat(Demand.takeAll(window)).isEqualTo(1000);
    }

    @Test
    void shouldSlide() {
        SlidingWindow window = window(10);
        window.tryAcquire(4);
        clock.advance(SECOND.dividedBy(2));
        window.tryAcquire(6);

        clock.advance(SECOND.dividedBy(2).plus(SLOT));
        assertThat(Demand.takeAll(window)).isEqualTo(4);
        clock.advance(SECOND.dividedBy(2));
        assertThat(Demand.takeAll(window)).isEqualTo(6);
    }

    @Test
    void shouldForgetAPauseOfAnyLength() {
        SlidingWindow window = window(10);
        Demand.takeAll(window);

        clock.advance(Duration.ofDays(20_000));

        assertThat(Demand.takeAll(window)).isEqualTo(10);
    }

    @Test
    void shouldGiveAllOrNone() {
        SlidingWindow window = window(5);

        assertThat(window.tryAcquire(6)).isFalse();
        assertThat(window.tryAcquire(Integer.MAX_VALUE)).isFalse();
        assertThat(window.tryAcquire(3)).isTrue();
        assertThat(window.tryAcquire(3)).isFalse();
        assertThat(window.tryAcquire(2)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1.5, 2", "0.3, 1", "1, 1", "1.1, 2", "255.5, 256"})
    void shouldLengthenTheWindowToAWholeNumberOfPermits(double rate, long permits) {
        SlidingWindow window = window(rate);
        assertThat(Demand.takeAll(window)).isEqualTo(permits);

        clock.advanceNanos((long) (permits / rate * 1e9) - 1);
        assertThat(window.tryAcquire(1)).isFalse();
        clock.advance(SLOT.multipliedBy(2));
        assertThat(Demand.takeAll(window)).isEqualTo(permits);
    }

    @Test
    void shouldNotTakeARoundingErrorForAPermit() {
        // 0.07 * 100 is a little more than 7 in binary.
        assertThat(Demand.takeAll(window(0.07, Duration.ofSeconds(100)))).isEqualTo(7);
    }

    @Test
    void shouldRememberTheOnlyPermitOfALongWindow() {
        SlidingWindow window = window(0.001, Duration.ofMillis(100));
        window.tryAcquire(1);

        assertThat(Demand.takeAll(window, clock, 4_000_000, 249_900)).isZero();
        assertThat(Demand.takeAll(window, clock, 4_000_000, 500)).isEqualTo(1);
    }

    @Test
    void shouldHaveAgainWhatIsGivenBackInItsSlot() {
        SlidingWindow window = window(10);
        Demand.takeAll(window);

        window.giveBack(2);

        assertThat(Demand.takeAll(window)).isEqualTo(2);
    }

    @Test
    void shouldNotHoldMoreThanItsShareHoweverMuchIsGivenBack() {
        SlidingWindow window = window(10);
        window.tryAcquire(1);

        window.giveBack(Integer.MAX_VALUE);
        window.giveBack(1);

        assertThat(Demand.takeAll(window)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.7, 3, 999.9, 100_000})
    void shouldTellTheMomentAtWhichAPermitComes(double rate) {
        SlidingWindow window = window(rate);
        clock.advance(Duration.ofMillis(333));
        Demand.takeAll(window);
        Duration wait = window.retryAfter();

        clock.advance(wait.minusNanos(1));
        assertThat(window.tryAcquire(1)).isFalse();
        clock.advanceNanos(1);
        assertThat(window.retryAfter()).isZero();
        assertThat(window.tryAcquire(1)).isTrue();
    }

    @Test
    void shouldTellTheMomentAtWhichTheOldestPermitLeaves() {
        SlidingWindow window = window(10);
        window.tryAcquire(1);
        clock.advance(Duration.ofMillis(600));
        window.tryAcquire(9);

        assertThat(window.retryAfter()).isEqualTo(Duration.ofMillis(400).plus(SLOT));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 500_000_000, Long.MIN_VALUE, -1})
    void shouldNotMindAClockThatWraps(long start) {
        var wrapping = new HandClock(start);
        var window = new SlidingWindow(1000, SECOND, wrapping);

        assertThat(Demand.takeAll(window, wrapping, SLOT.toNanos(), 257 * 10)).isEqualTo(10_000);
    }

    @Test
    void shouldCountOnWhenTheClockGoesBack() {
        SlidingWindow window = window(10);
        clock.advance(SECOND);
        window.tryAcquire(4);

        clock.advance(SECOND.negated());

        assertThat(Demand.takeAll(window)).isEqualTo(6);
        assertThat(window.retryAfter()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseWhatIsNoRate(double rate) {
        SlidingWindow window = window(10);

        assertThatIllegalArgumentException().isThrownBy(() -> window.permitsPerSecond(rate));
        assertThatIllegalArgumentException().isThrownBy(() -> window(rate));
        assertThat(window.permitsPerSecond()).isEqualTo(10);
    }

    @Test
    void shouldRefuseNumbersThatAreNone() {
        SlidingWindow window = window(10);

        assertThatIllegalArgumentException().isThrownBy(() -> window.tryAcquire(0));
        assertThatIllegalArgumentException().isThrownBy(() -> window.giveBack(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> window(10, Duration.ZERO));
    }

    @Nested
    class WhenTheRateChanges {

        @Test
        void shouldHaveTheRestOfALargerShareAtOnce() {
            SlidingWindow window = window(10);
            Demand.takeAll(window);

            window.permitsPerSecond(25);

            assertThat(window.permitsPerSecond()).isEqualTo(25);
            assertThat(Demand.takeAll(window)).isEqualTo(15);
        }

        @Test
        void shouldNotExceedASmallerShareInAnyWindowThatEndsLater() {
            SlidingWindow window = window(10);
            Demand.takeAll(window);

            window.permitsPerSecond(5);

            clock.advance(SECOND);
            assertThat(window.tryAcquire(1)).isFalse();
            clock.advance(SLOT);
            assertThat(Demand.takeAll(window)).isEqualTo(5);
        }

        @Test
        void shouldNotWaitForTheOldRatesWindow() {
            SlidingWindow window = window(0.001);
            window.tryAcquire(1);

            window.permitsPerSecond(1000);

            assertThat(window.retryAfter()).isZero();
            assertThat(Demand.takeAll(window)).isEqualTo(999);
        }

        @Test
        void shouldCountAtOnceWhatALongerWindowHolds() {
            SlidingWindow window = window(2);
            window.tryAcquire(1);
            // Out of the window of a second, but within that of a single permit at 0.5 a second.
            clock.advance(Duration.ofMillis(1100));
            window.tryAcquire(1);
            window.giveBack(1);

            window.permitsPerSecond(0.5);

            assertThat(window.tryAcquire(1)).isFalse();
        }
    }
}
