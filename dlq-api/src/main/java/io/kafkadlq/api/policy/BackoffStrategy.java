package io.kafkadlq.api.policy;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt. Delays are whole milliseconds, never negative, never over the strategy's
 * greatest, and never overflow. Stateless and thread-safe.
 *
 * <p>Durations that a strategy is made of are rounded up to whole milliseconds and cut at 36,500 days; negative ones are
 * refused with an {@link IllegalArgumentException}, as is a first wait over the greatest.
 */
public sealed interface BackoffStrategy {

    /**
     * The wait after so many failures.
     *
     * @param failures how often it has failed, at least 1; less counts as 1
     * @param random what jitter is taken from
     */
    Duration delayAfter(int failures, RandomGenerator random);

    /** As configuration and annotations write it; {@link #parse(String, Function)} reads it back. */
    String text();

    /**
     * Reads what {@link #text()} writes, where no strategies of one's own are known.
     *
     * @throws IllegalArgumentException if it cannot be read; the message tells what was expected
     */
    static BackoffStrategy parse(String text) {
        return parse(text, name -> Optional.empty());
    }

    /**
     * Reads {@code none}, {@code fixed:PT30S}, {@code linear:PT1S:PT1M} (step, max), {@code exponential:PT1S:PT10M:1.5}
     * (initial, max, multiplier), {@code exponential-with-jitter:PT1S:PT10M:1.5:full} (the same and the kind of jitter) or
     * {@code custom:<name>}. The multiplier (2) and the jitter (equal) may be left out, and durations written short
     * ({@code 500ms}, {@code 30s}, {@code 5m}).
     *
     * @param customs finds a strategy of one's own by its name
     * @throws IllegalArgumentException if it cannot be read; the message tells what was expected
     */
    static BackoffStrategy parse(String text, Function<String, Optional<BackoffStrategy>> customs) {
        return BackoffNotation.read(text, customs);
    }

    /** No wait. */
    record None() implements BackoffStrategy {

        @Override
        public Duration delayAfter(int failures, RandomGenerator random) {
            return Duration.ZERO;
        }

        @Override
        public String text() {
            return "none";
        }
    }

    /** Always the same wait. */
    record Fixed(Duration delay) implements BackoffStrategy {

        public Fixed {
            delay = Delays.kept(delay, "delay");
        }

        @Override
        public Duration delayAfter(int failures, RandomGenerator random) {
            return delay;
        }

        @Override
        public String text() {
            return "fixed:" + delay;
        }
    }

    /** As many steps as there were failures. */
    record Linear(Duration step, Duration max) implements BackoffStrategy {

        public Linear {
            step = Delays.kept(step, "step");
            max = Delays.kept(max, "max");
            Delays.requireAscent(step, "step", max);
        }

        @Override
        public Duration delayAfter(int failures, RandomGenerator random) {
            long steps = Math.max(1, failures);
            long most = max.toMillis();
            long each = step.toMillis();
            return each > most / steps ? max : Duration.ofMillis(each * steps);
        }

        @Override
        public String text() {
            return "linear:" + step + ":" + max;
        }
    }

    /**
     * Each wait so many times the one before.
     *
     * @param multiplier from 1 to 1,000
     */
    record Exponential(Duration initial, double multiplier, Duration max) implements BackoffStrategy {

        public static final double DEFAULT_MULTIPLIER = 2;

        public Exponential {
            initial = Delays.kept(initial, "initial");
            max = Delays.kept(max, "max");
            Delays.requireAscent(initial, "initial", max);
            // Written so that NaN is refused too.
            if (!(multiplier >= 1 && multiplier <= 1000)) {
                throw new IllegalArgumentException("a multiplier is a number from 1 to 1000, and not " + multiplier);
            }
        }

        /** Each wait twice the one before. */
        public Exponential(Duration initial, Duration max) {
            this(initial, DEFAULT_MULTIPLIER, max);
        }

        @Override
        public Duration delayAfter(int failures, RandomGenerator random) {
            // Nothing times infinity is no number, which the cast takes for nothing.
            double grown = initial.toMillis() * Math.pow(multiplier, Math.max(1, failures) - 1.0);
            return Duration.ofMillis((long) Math.min(max.toMillis(), grown));
        }

        @Override
        public String text() {
            return "exponential:" + initial + ":" + max + BackoffNotation.multiplier(multiplier);
        }
    }

    /**
     * Exponential, but spread at random, so that what failed together does not come back together. Kinds of jitter after
     * Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
     *
     * @param multiplier from 1 to 1,000; of no effect with {@link Jitter#DECORRELATED}
     */
    record ExponentialWithJitter(Duration initial, double multiplier, Duration max, Jitter jitter)
            implements BackoffStrategy {

        public ExponentialWithJitter {
            var exponential = new Exponential(initial, multiplier, max);
            initial = exponential.initial();
            max = exponential.max();
            Objects.requireNonNull(jitter, "jitter");
        }

        /** Each wait twice the one before, half of it at random. */
        public ExponentialWithJitter(Duration initial, Duration max) {
            this(initial, Exponential.DEFAULT_MULTIPLIER, max, Jitter.EQUAL);
        }

        @Override
        public Duration delayAfter(int failures, RandomGenerator random) {
            return Duration.ofMillis(jitter.spread(new Exponential(initial, multiplier, max), failures, random));
        }

        @Override
        public String text() {
            return "exponential-with-jitter:" + initial + ":" + max + BackoffNotation.multiplier(multiplier)
                    + BackoffNotation.jitter(jitter);
        }
    }

    /**
     * What code decides. A wait that is negative counts as none, one over 36,500 days as that.
     *
     * @param name 1 to 64 letters, digits, {@code .}, {@code -} and {@code _}
     * @param function the wait after so many failures; called by many threads
     */
    record Custom(String name, IntFunction<Duration> function) implements BackoffStrategy {

        public Custom {
            Objects.requireNonNull(function, "function");
            if (!BackoffNotation.NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("The name of a backoff has " + BackoffNotation.NAME_IN_WORDS
                        + ", which '" + name + "' has not");
            }
        }

        /** @throws IllegalStateException naming the strategy, if its function throws or returns null */
        @Override
        public Duration delayAfter(int failures, RandomGenerator random) {
            try {
                return Delays.bounded(
                        Objects.requireNonNull(function.apply(Math.max(1, failures)), "it returned no duration"));
            } catch (RuntimeException broken) {
                throw new IllegalStateException(
                        "The backoff " + text() + " told no wait after " + failures + " failures: mend it", broken);
            }
        }

        @Override
        public String text() {
            return "custom:" + name;
        }
    }
}
