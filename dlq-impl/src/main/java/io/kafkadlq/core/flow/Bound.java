package io.kafkadlq.core.flow;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A hard bound on how many are inside, for those who are counted when they leave by others. Only who enters is counted here,
 * so that workers need not meet at one word: how many have left is looked up only when the bound seems reached, and since it
 * never shrinks, an old answer is too small and never too large (as a producer of Lamport's queue remembers where its
 * consumer was).
 *
 * <p>Thread-safe, lock-free. Hot path.
 */
public final class Bound {

    private final long most;
    private final LongSupplier left;
    private final AtomicLong entered = new AtomicLong();
    private volatile long mayEnter;

    /** For those whose bound is kept elsewhere: only counts. */
    public static Bound none() {
        return new Bound(Long.MAX_VALUE / 2, () -> 0);
    }

    /** @param left how many have left since the start; never more than really have */
    public Bound(long most, LongSupplier left) {
        this.most = most;
        this.left = left;
        this.mayEnter = most;
    }

    boolean tryEnter() {
        while (true) {
            long inside = entered.get();
            if (inside >= mayEnter && !hasRoomFor(inside)) {
                return false;
            }
            if (entered.compareAndSet(inside, inside + 1)) {
                return true;
            }
        }
    }

    private boolean hasRoomFor(long before) {
        long fresh = left.getAsLong() + most;
        // May replace a later answer by an earlier one, which only means that somebody looks again.
        mayEnter = fresh;
        return before < fresh;
    }

    /** Takes back an entry. */
    void giveBack() {
        entered.decrementAndGet();
    }

    /** All that ever entered. */
    long entered() {
        return entered.get();
    }
}
