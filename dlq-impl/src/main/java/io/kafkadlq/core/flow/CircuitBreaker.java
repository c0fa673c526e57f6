package io.kafkadlq.core.flow;

import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.flow.BreakerStatus;

/**
 * Lets calls through while what they depend on works, and for a while none if it does not. Each permission is answered
 * once, by one of {@link #succeeded}, {@link #failed} and {@link #unused}. Thread-safe.
 *
 * <p>A permission belongs to the period in which it was given, from one change of state to the next. An answer that comes
 * when that period is over counts for nothing: a call begun before the breaker opened is no probe.
 */
public interface CircuitBreaker {

    /** No permission. */
    long NONE = 0;

    /** A permission for one call, or {@link #NONE}. */
    long tryAcquire();

    /** How many calls could get a permission now: any number while it is closed. */
    int available();

    /** Whether the permission is one of the few that are given to find out; the time of its call has to be taken. */
    boolean isProbe(long permission);

    /** The call ended well; nobody has looked how long it took. */
    void succeeded(long permission);

    /** The call ended well after so long. */
    void succeeded(long permission, long tookNanos);

    /** The call failed, however long it took. */
    void failed(long permission, Throwable why);

    /** The call was not made: there was nothing to do. */
    void unused(long permission);

    /** Does what has become due with time. To be called some ten times a second. */
    void pulse();

    BreakerState state();

    default boolean isClosed() {
        return state() == BreakerState.CLOSED;
    }

    BreakerStatus status();
}
