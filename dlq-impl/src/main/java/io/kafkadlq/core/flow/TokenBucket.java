package io.kafkadlq.core.flow;

import io.kafkadlq.api.flow.RateLimiter;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Permits that come evenly and gather, up to a burst, while nobody takes them. By the Generic Cell Rate Algorithm in its
 * form of virtual scheduling (ITU-T Recommendation I.371, annex A): there is no bucket, nothing fills it, and the whole
 * state is one point in time. With {@code T}, the time for one permit, {@code b}, the burst, and {@code E}, when the
 * bucket was last empty:
 *
 * <pre>
 *   credit = min(now - E, b * T)               what has gathered
 *   n permits are there if n * T &lt;= credit; then E = now - (credit - n * T)
 * </pre>
 *
 * <p>I.371 keeps the theoretical arrival time instead, which is {@code E + b * T}. {@code E} knows neither rate nor burst,
 * so another rate is one write beside it and no reader can see half a change. It is never ahead of the time, so whatever
 * the old rate was, a permit of the new one is at most {@code T} away; and credit counts at the new rate, up to the new
 * burst.
 *
 * <p><b>Precision.</b> Time is counted in sixteenths of a nanosecond and {@code T} is rounded up to a whole number of
 * them: never more than {@code b + rate * t} permits in any time {@code t}, and from 0.001 to 10,000,000 permits a second
 * (1,600 sixteenths each) at most 0.0625 % less than the rate, as long as nobody comes too late for one. Where no burst is
 * set, {@code b} is one permit and those of a tenth of a second, fractions included: at any rate one may come a tenth of a
 * second late. Where one is set, the time for {@code b - 1} permits. Sixteenths wrap after 36 years, and a pause of less
 * than 18 is told from one of none. A burst that would need more than two years to gather is cut to what gathers in them.
 *
 * <p><b>Start.</b> With one permit and not with a burst: what has just started has not paused.
 *
 * <p><b>Threading:</b> any number of threads, without locks. A refusal writes nothing. Nobody stands in line: whoever asks
 * first after a permit has come gets it, so in the long run who asks equally often gets equally much, but nothing is
 * promised for one time. 100 bytes; nothing is allocated but by a change of rate and by {@link #retryAfter}.
 */
final class TokenBucket implements RateLimiter {

    private static final int FRACTION_BITS = 4;
    private static final double TICKS_PER_SECOND = 1e9 * (1 << FRACTION_BITS);
    private static final long MOST_TICKS = 1L << 60;
    private static final long TICKS_OF_BURST = (long) TICKS_PER_SECOND / 10;

    private final NanoClock clock;
    private final OptionalInt burst;
    private final AtomicLong emptyAt;
    private volatile Rate rate;

    /**
     * What is asked of a rate, in ticks of a sixteenth of a nanosecond.
     *
     * @param mostTicks what may gather
     * @param mostPermits whole ones of it
     */
    private record Rate(double permitsPerSecond, long ticksPerPermit, long mostTicks, long mostPermits) {

        static Rate of(double permitsPerSecond, OptionalInt burst) {
            long ticksPerPermit = (long) Math.min(Math.ceil(TICKS_PER_SECOND / permitsPerSecond), MOST_TICKS);
            long mostTicks = burst.isPresent()
                    ? Math.min(burst.getAsInt(), MOST_TICKS / ticksPerPermit) * ticksPerPermit
                    : Math.min(ticksPerPermit + TICKS_OF_BURST, MOST_TICKS);
            return new Rate(permitsPerSecond, ticksPerPermit, mostTicks, mostTicks / ticksPerPermit);
        }
    }

    /** @param burst permits that may gather; if empty, one and those of a tenth of a second, whatever the rate is */
    TokenBucket(double permitsPerSecond, OptionalInt burst, NanoClock clock) {
        this.clock = clock;
        this.burst = burst;
        this.rate = Rate.of(RateLimits.checkedRate(permitsPerSecond), burst);
        this.emptyAt = new AtomicLong(ticks() - rate.ticksPerPermit());
    }

    /** Wraps around, as the nanoseconds do: only differences mean anything. */
    private long ticks() {
        return clock.nanos() << FRACTION_BITS;
    }

    // Hot path.
    @Override
    public boolean tryAcquire(int permits) {
        RateLimits.checkPermits(permits);
        while (true) {
            // In this order: the swap fails if anybody has taken a permit since, however long this thread was held up.
            long empty = emptyAt.get();
            Rate asked = rate;
            long now = ticks();
            if (permits > asked.mostPermits()) {
                return false;
            }
            long left = credit(now, empty, asked) - permits * asked.ticksPerPermit();
            if (left < 0) {
                return false;
            }
            if (emptyAt.compareAndSet(empty, now - left)) {
                return true;
            }
        }
    }

    /** Below zero only if the clock has gone back. */
    private static long credit(long now, long empty, Rate asked) {
        return Math.min(now - empty, asked.mostTicks());
    }

    @Override
    public void giveBack(int permits) {
        RateLimits.checkPermits(permits);
        while (true) {
            long empty = emptyAt.get();
            Rate asked = rate;
            long now = ticks();
            long given = Math.min(permits, asked.mostPermits()) * asked.ticksPerPermit();
            // Cut here already, so that it cannot run away however much is given back.
            long credit = Math.min(credit(now, empty, asked) + given, asked.mostTicks());
            if (emptyAt.compareAndSet(empty, now - credit)) {
                return;
            }
        }
    }

    @Override
    public Duration retryAfter() {
        long empty = emptyAt.get();
        Rate asked = rate;
        long missing = asked.ticksPerPermit() - credit(ticks(), empty, asked);
        // Rounded up: asking a nanosecond too early would be in vain.
        return missing <= 0 ? Duration.ZERO : Duration.ofNanos((missing - 1 >> FRACTION_BITS) + 1);
    }

    @Override
    public double permitsPerSecond() {
        return rate.permitsPerSecond();
    }

    @Override
    public void permitsPerSecond(double rate) {
        this.rate = Rate.of(RateLimits.checkedRate(rate), burst);
    }
}
