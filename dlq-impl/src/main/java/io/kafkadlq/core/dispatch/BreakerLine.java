package io.kafkadlq.core.dispatch;

import io.kafkadlq.api.Verdict;
import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.core.flow.CircuitBreaker;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Asks the breaker for each call of the handler. A lane that gets no permission waits in line and is resumed to ask again;
 * no thread waits, and no delivery has begun.
 *
 * <p>Nobody is left in line beside a permission: whoever makes one available, by the answer to a probe or by a pulse, serves
 * the line afterwards, and a lane that has got in line serves it too, since a permission may have become available between
 * its asking and its getting in. Lanes are resumed with no permission in hand: a lane may have to wait for a worker, or for
 * a permit of {@link Permits}, and must not hold meanwhile what others need. So one may be resumed too many, which gets in
 * line again; but as many as there are permissions are always under way to ask for them, and each, once it has a delivery
 * or has none, answers.
 *
 * <p>Without a breaker it lets everything through. Thread-safe, lock-free but for what a breaker does.
 *
 * <p>Hot path.
 */
final class BreakerLine {

    /** What needs no permission has one that no breaker knows. */
    private static final long UNGUARDED = Long.MIN_VALUE;

    private final @Nullable CircuitBreaker breaker;
    private final Queue<Lane> line = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;

    BreakerLine(Optional<CircuitBreaker> breaker) {
        this.breaker = breaker.orElse(null);
    }

    /**
     * A permission for one call; if {@link CircuitBreaker#NONE}, the lane is in line, perhaps resumed already, and the
     * caller must let it be.
     */
    long acquire(Lane lane) {
        long permission = tryAcquire();
        if (permission == CircuitBreaker.NONE) {
            await(lane);
        }
        return permission;
    }

    /** For a caller who has something to give back before it gets in line by {@link #await}. */
    long tryAcquire() {
        if (breaker == null) {
            return UNGUARDED;
        }
        long permission = breaker.tryAcquire();
        return permission == CircuitBreaker.NONE && closing ? UNGUARDED : permission;
    }

    /** The caller must let the lane be from then on. */
    void await(Lane lane) {
        line.add(lane);
        serve();
    }

    boolean isProbe(long permission) {
        return breaker != null && breaker.isProbe(permission);
    }

    void succeeded(long permission) {
        if (breaker != null) {
            breaker.succeeded(permission);
            answered(permission);
        }
    }

    void succeeded(long permission, long tookNanos) {
        if (breaker != null) {
            breaker.succeeded(permission, tookNanos);
            answered(permission);
        }
    }

    void failed(long permission, Throwable why) {
        if (closing) {
            // It may have been the interruption.
            unused(permission);
        } else if (why instanceof VerdictGiven given) {
            answered(permission, given.verdict());
        } else if (breaker != null) {
            breaker.failed(permission, why);
            answered(permission);
        }
    }

    /** A handler that gives up has worked; one that asks for a later attempt says nothing about what it depends on. */
    private void answered(long permission, Verdict verdict) {
        if (verdict instanceof Verdict.GiveUp) {
            succeeded(permission);
        } else {
            unused(permission);
        }
    }

    void unused(long permission) {
        if (breaker != null) {
            breaker.unused(permission);
            answered(permission);
        }
    }

    /** No other answer makes a permission available. */
    private void answered(long permission) {
        if (isProbe(permission)) {
            serve();
        }
    }

    void pulse() {
        if (breaker != null) {
            breaker.pulse();
            serve();
        }
    }

    /** Whether nothing gets through at present. */
    boolean isShut() {
        return breaker != null && !closing && breaker.state() == BreakerState.OPEN;
    }

    /** From then on nobody waits: the stop lets nothing begin, and what is in line is to be given back. */
    void close() {
        closing = true;
        serve();
    }

    private void serve() {
        // Asked anew each time as well: a breaker that opens meanwhile would be served the same lanes for ever.
        for (int left = available(); left > 0 && available() > 0; left--) {
            Lane first = line.poll();
            if (first == null) {
                return;
            }
            first.resume();
        }
    }

    private int available() {
        return closing || breaker == null ? Integer.MAX_VALUE : breaker.available();
    }

    boolean hasLanes() {
        return !line.isEmpty();
    }

    /** How many wait; looks at each. */
    int waiting() {
        return line.size();
    }
}
