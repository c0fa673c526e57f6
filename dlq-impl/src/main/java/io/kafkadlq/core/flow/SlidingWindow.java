package io.kafkadlq.core.flow;

import io.kafkadlq.api.flow.RateLimiter;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Never more permits in any window than the rate allows for one. Time is cut into slots, 256 to a window, and permits are
 * counted by slot. One is there while the open slot and the whole window of slots before it hold fewer than the window's
 * share; a window that begins within a slot is thus covered from that slot's beginning on.
 *
 * <p><b>Precision.</b> For that a window counts as one slot longer than it is. A window whose share is not a whole number
 * is lengthened until it is one: 1.5 a second and a window of one second make two in 1.33 seconds, 0.001 a second make one
 * in 1,000 seconds. The long-run rate is at most 0.8 % below the one asked for (the slot, and a length rounded up to whole
 * slots: 2 of 257), and never above it. Who takes a share at once gets the next one at once, a window later: it bounds,
 * it does not smooth. It starts with a whole share.
 *
 * <p><b>How it stays strict without a lock.</b> A word holds a slot's number and its count; numbers only grow, so the
 * larger of two words is the later one. Who finds that time has passed the open slot opens the next, and any number may do
 * it at once: note the old word among the past ones, note what the slots before the new one hold, and only then swap the
 * word. Both notes keep the larger word, so one that comes late changes nothing; and who sees the new word sees the notes
 * that it stands on. The clock is read after the word: no permit is counted in a slot that was over before it was asked
 * for. A permit's time is the one that was read for it, and not when its thread is run next. While the rate is being
 * changed, the slot that is open may be counted by the length of either window.
 *
 * <p><b>Giving back</b> takes permits off the slot that was opened last. Of those that were taken in a slot before, each may
 * let one more into windows that begin between the two; those that it does not hold are lost until they leave the window.
 *
 * <p>A lower rate counts what was taken before: no window that ends after the change holds more than the new share, and
 * what was taken already may make the first permit wait for one window.
 *
 * <p><b>Threading:</b> any number of threads, without locks; nobody stands in line, so who asks equally often gets equally
 * much in the long run. 4.5 KB whatever the rate; nothing is allocated but by a change of rate and by {@link #retryAfter}.
 * Slot numbers last 57 years.
 */
final class SlidingWindow implements RateLimiter {

    private static final int SLOTS = 256;

    /** A lengthened window of two permits or more is shorter than two; one of a single permit needs but the latest. */
    private static final int PAST_SLOTS = 2 * SLOTS;

    private static final double MOST_PER_SECOND = 10_000_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double LONGEST_NANOS = 1L << 61;

    /** Products that are a whole number on paper are not taken for the next one. */
    private static final double ALMOST_ONE = 1 - 1e-12;

    private final NanoClock clock;
    private final long startNanos;
    private final double windowSeconds;
    private final long slotNanos;
    private final int countBits;

    /** The slot that is open, and what was taken in it. */
    private final AtomicLong open = new AtomicLong();

    /** The open slot, or the one being opened, and what the window of slots before it holds. */
    private final AtomicLong before = new AtomicLong();

    /** The slots before, by their numbers; those in which nothing was taken leave older ones in place. */
    private final AtomicLongArray past = new AtomicLongArray(PAST_SLOTS);

    private volatile Share share;

    /** @param slots the window's length, of 256 or more */
    private record Share(double permitsPerSecond, long permits, long slots) {}

    SlidingWindow(double permitsPerSecond, Duration window, NanoClock clock) {
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("A window needs a length: " + window);
        }
        this.clock = clock;
        this.startNanos = clock.nanos();
        this.windowSeconds = window.toNanos() / NANOS_PER_SECOND;
        this.slotNanos = (window.toNanos() - 1) / SLOTS + 1;
        this.countBits = Long.SIZE - Long.numberOfLeadingZeros((long) Math.ceil(MOST_PER_SECOND * windowSeconds));
        this.share = share(permitsPerSecond);
    }

    private Share share(double permitsPerSecond) {
        double exact = RateLimits.checkedRate(permitsPerSecond) * windowSeconds;
        double permits = Math.min(Math.max(Math.ceil(exact * ALMOST_ONE), 1), (double) countOf(-1));
        double nanos = Math.min(permits / permitsPerSecond * NANOS_PER_SECOND, LONGEST_NANOS);
        long slots = (long) Math.ceil(nanos / slotNanos * ALMOST_ONE);
        return new Share(permitsPerSecond, (long) permits, Math.max(slots, SLOTS));
    }

    // Hot path.
    @Override
    public boolean tryAcquire(int permits) {
        RateLimits.checkPermits(permits);
        while (true) {
            long word = open.get();
            long older = before.get();
            long slot = slotNow(older);
            if (slotOf(word) < slot) {
                openNext(word, slot);
            } else if (countOf(older) + countOf(word) + permits > share.permits()) {
                return false;
            } else if (open.compareAndSet(word, word + permits)) {
                return true;
            }
        }
    }

    /** Not before the one that somebody is opening: what the open one stands on is not noted any more. */
    private long slotNow(long older) {
        return Math.max((clock.nanos() - startNanos) / slotNanos, slotOf(older));
    }

    private void openNext(long word, long slot) {
        if (countOf(word) > 0) {
            past.accumulateAndGet((int) (slotOf(word) % PAST_SLOTS), word, Math::max);
        }
        noteBefore(slot);
        open.compareAndSet(word, slot << countBits);
    }

    private void noteBefore(long slot) {
        long taken = Math.min(takenIn(slot - share.slots(), slot), countOf(-1));
        before.accumulateAndGet(slot << countBits | taken, Math::max);
    }

    /** Permits taken in past slots from the first of these numbers to the one before the other. */
    private long takenIn(long from, long until) {
        long taken = 0;
        for (int i = 0; i < PAST_SLOTS; i++) {
            long word = past.get(i);
            long slot = slotOf(word);
            if (slot >= from && slot < until) {
                taken += countOf(word);
            }
        }
        return taken;
    }

    private long slotOf(long word) {
        return word >> countBits;
    }

    private long countOf(long word) {
        return word & (1L << countBits) - 1;
    }

    @Override
    public void giveBack(int permits) {
        RateLimits.checkPermits(permits);
        long word;
        do {
            word = open.get();
        } while (!open.compareAndSet(word, word - Math.min(permits, countOf(word))));
    }

    @Override
    public Duration retryAfter() {
        Share asked = share;
        long word = open.get();
        long sinceStart = clock.nanos() - startNanos;
        long refused = Math.max(sinceStart / slotNanos, slotOf(word));
        if (takenSince(refused - asked.slots(), word) < asked.permits()) {
            return Duration.ZERO;
        }
        // Halves what is between a slot in which there is none and one in which there is.
        long granted = refused + asked.slots() + 1;
        while (granted - refused > 1) {
            long middle = (refused + granted) >>> 1;
            if (takenSince(middle - asked.slots(), word) < asked.permits()) {
                granted = middle;
            } else {
                refused = middle;
            }
        }
        return Duration.ofNanos(granted * slotNanos - sinceStart);
    }

    /** The open slot counts by its word: a note of it may be there already. */
    private long takenSince(long from, long word) {
        return takenIn(from, slotOf(word)) + (slotOf(word) >= from ? countOf(word) : 0);
    }

    @Override
    public double permitsPerSecond() {
        return share.permitsPerSecond();
    }

    @Override
    public void permitsPerSecond(double rate) {
        share = share(rate);
        // The window may be longer now.
        noteBefore(slotOf(open.get()));
    }
}
