package io.kafkadlq.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kafkadlq.api.policy.BackoffStrategy.Custom;
import io.kafkadlq.api.policy.BackoffStrategy.Exponential;
import io.kafkadlq.api.policy.BackoffStrategy.ExponentialWithJitter;
import io.kafkadlq.api.policy.BackoffStrategy.Fixed;
import io.kafkadlq.api.policy.BackoffStrategy.Linear;
import io.kafkadlq.api.policy.BackoffStrategy.None;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every backoff, whatever it is made of and asked. */
class BackoffPropertiesTest {

    private static final Duration MOST = Duration.ofDays(36_500);
    private static final int DRAWS = 20_000;

    private static Arbitrary<Duration> durations() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, Long.MAX_VALUE).map(Duration::ofSeconds),
                Arbitraries.longs().between(0, Long.MAX_VALUE).map(Duration::ofNanos),
                Arbitraries.longs().between(0, 5000).map(Duration::ofMillis));
    }

    private static Arbitrary<Duration[]> ascending() {
        return durations()
                .tuple2()
                .map(two -> two.get1().compareTo(two.get2()) <= 0
                        ? new Duration[] {two.get1(), two.get2()}
                        : new Duration[] {two.get2(), two.get1()});
    }

    private static Arbitrary<Double> multipliers() {
        return Arbitraries.doubles().between(1, 1000);
    }

    @Provide
    Arbitrary<BackoffStrategy> steady() {
        return Arbitraries.oneOf(
                Arbitraries.just(new None()),
                durations().map(Fixed::new),
                ascending().map(two -> new Linear(two[0], two[1])),
                Combinators.combine(ascending(), multipliers())
                        .as((two, multiplier) -> new Exponential(two[0], multiplier, two[1])));
    }

    @Provide
    Arbitrary<ExponentialWithJitter> jittered() {
        return Combinators.combine(ascending(), multipliers(), Arbitraries.of(Jitter.class))
                .as((two, multiplier, jitter) -> new ExponentialWithJitter(two[0], multiplier, two[1], jitter));
    }

    private static Duration greatest(BackoffStrategy strategy) {
        if (strategy instanceof Fixed fixed) {
            return fixed.delay();
        }
        if (strategy instanceof Linear linear) {
            return linear.max();
        }
        if (strategy instanceof Exponential exponential) {
            return exponential.max();
        }
        return strategy instanceof ExponentialWithJitter jittered ? jittered.max() : Duration.ZERO;
    }

    private static void assertBounded(BackoffStrategy strategy, Duration delay) {
        assertThat(delay).isBetween(Duration.ZERO, greatest(strategy)).isLessThanOrEqualTo(MOST);
        assertThat(delay).isEqualTo(Duration.ofMillis(delay.toMillis()));
    }

    @Property
    void shouldWaitNeitherLessThanNothingNorOverTheGreatest(
            @ForAll("steady") BackoffStrategy strategy, @ForAll int failures) {
        assertBounded(strategy, strategy.delayAfter(failures, new Random(1)));
    }

    @Property
    void shouldNeverWaitLessAfterMoreFailures(
            @ForAll("steady") BackoffStrategy strategy, @ForAll int some, @ForAll int others) {
        Duration fewer = strategy.delayAfter(Math.min(some, others), new Random(1));
        Duration more = strategy.delayAfter(Math.max(some, others), new Random(1));

        assertThat(more).isGreaterThanOrEqualTo(fewer);
    }

    @Property
    void shouldKeepWithinTheBoundsOfItsJitter(
            @ForAll("jittered") ExponentialWithJitter strategy, @ForAll int failures, @ForAll long seed) {
        Duration whole = new Exponential(strategy.initial(), strategy.multiplier(), strategy.max())
                .delayAfter(failures, new Random(1));

        Duration delay = strategy.delayAfter(failures, new Random(seed));

        assertBounded(strategy, delay);
        switch (strategy.jitter()) {
            case FULL -> assertThat(delay).isLessThanOrEqualTo(whole);
            case EQUAL -> assertThat(delay).isBetween(Duration.ofMillis(whole.toMillis() / 2), whole);
            case DECORRELATED -> assertThat(delay).isGreaterThanOrEqualTo(strategy.initial());
        }
    }

    @Property
    void shouldBoundWhatCodeDecides(@ForAll long seconds, @ForAll int failures) {
        var strategy = new Custom("mine", any -> Duration.ofSeconds(seconds));

        assertThat(strategy.delayAfter(failures, new Random(1))).isBetween(Duration.ZERO, MOST);
    }

    @Property
    void shouldReadWhatItWrites(
            @ForAll("steady") BackoffStrategy steady, @ForAll("jittered") BackoffStrategy jittered) {
        assertThat(BackoffStrategy.parse(steady.text())).isEqualTo(steady);
        assertThat(BackoffStrategy.parse(jittered.text())).isEqualTo(jittered);
    }

    private static LongStream millisAfter(int failures, Jitter jitter, Duration max) {
        var random = new Random(42);
        var strategy = new ExponentialWithJitter(Duration.ofSeconds(1), 2, max, jitter);
        return LongStream.range(0, DRAWS)
                .map(draw -> strategy.delayAfter(failures, random).toMillis());
    }

    @Property(tries = 5)
    void shouldWaitHalfOfItOnAverageWithFullJitter(@ForAll @IntRange(min = 1, max = 10) int failures) {
        double whole = 1000 * Math.pow(2, failures - 1);

        double mean =
                millisAfter(failures, Jitter.FULL, Duration.ofDays(1)).average().orElseThrow();

        assertThat(mean).isCloseTo(whole / 2, within(whole / 50));
    }

    @Property(tries = 5)
    void shouldWaitThreeQuartersOfItOnAverageWithEqualJitter(@ForAll @IntRange(min = 1, max = 10) int failures) {
        double whole = 1000 * Math.pow(2, failures - 1);

        double mean = millisAfter(failures, Jitter.EQUAL, Duration.ofDays(1))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(whole * 3 / 4, within(whole / 50));
    }

    /** Evenly from the first wait to three times the one before: m, then (b + 3m) / 2 of the mean m before. */
    @Property(tries = 5)
    void shouldGrowOnAverageAsItsChainDoesWithDecorrelatedJitter(@ForAll @IntRange(min = 1, max = 5) int failures) {
        double expected = 1000;
        for (int failure = 0; failure < failures; failure++) {
            expected = (1000 + 3 * expected) / 2;
        }

        double mean = millisAfter(failures, Jitter.DECORRELATED, Duration.ofDays(1))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(expected, within(expected / 20));
    }
}
