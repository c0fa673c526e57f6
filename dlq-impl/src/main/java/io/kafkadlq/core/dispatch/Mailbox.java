package io.kafkadlq.core.dispatch;

import io.kafkadlq.core.delivery.Delivery;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one lane. A single word holds all of its state: {@link #AT_REST} while nothing waits and nobody works,
 * null while somebody works and nothing waits, else the delivery that came last, each linked to the one before it. So
 * whoever finds the lane at rest when it adds, and nobody else, has to wake it; there is no second flag that could be seen
 * out of step with the first (the lost wake-up of designs with a queue and a state).
 *
 * <p>The stack of R. K. Treiber ("Systems Programming: Coping with Parallelism", IBM, 1986), taken whole and turned
 * around. Nodes are used again, yet no tag against ABA is needed: adding links to whatever is on top, and taking takes all.
 *
 * <p>Threading: {@link #add} by any thread; {@link #takeAll} and {@link #rest} by the lane's worker alone. Lock-free.
 */
final class Mailbox {

    /** What became of an addition. */
    enum Added {
        /** There is no room: the delivery is still the caller's. */
        REFUSED,
        /** A worker is there and will find it. */
        WAITING,
        /** The lane was at rest: the caller has to see that a worker comes. */
        WAKE
    }

    private static final Object AT_REST = new Object();
    private static final VarHandle TOP;

    static {
        try {
            TOP = MethodHandles.lookup().findVarHandle(Mailbox.class, "top", Object.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final int capacity;
    private volatile @Nullable Object top = AT_REST;

    /** @param capacity most deliveries waiting; as many more may have been taken and not worked on yet */
    Mailbox(int capacity) {
        this.capacity = capacity;
    }

    Added add(Delivery delivery) {
        while (true) {
            Object before = top;
            Delivery below = before instanceof Delivery waiting ? waiting : null;
            // May be a reading of its next use if it is taken meanwhile; then the exchange fails, or the count is a
            // little off.
            int depth = below == null ? 1 : below.depth() + 1;
            if (depth > capacity) {
                return Added.REFUSED;
            }
            delivery.depth(depth);
            delivery.next(below);
            if (TOP.compareAndSet(this, before, delivery)) {
                return before == AT_REST ? Added.WAKE : Added.WAITING;
            }
        }
    }

    /** All that waits, the first to come first, linked by {@link Delivery#next}; null if nothing does. */
    @Nullable Delivery takeAll() {
        Object taken = TOP.getAndSet(this, null);
        Delivery latest = taken instanceof Delivery waiting ? waiting : null;
        Delivery turned = null;
        while (latest != null) {
            Delivery before = latest.next();
            latest.next(turned);
            turned = latest;
            latest = before;
        }
        return turned;
    }

    /** Leaves the lane, unless something has come meanwhile: then the worker has to stay. */
    boolean rest() {
        return TOP.compareAndSet(this, null, AT_REST);
    }
}
