package io.kafkadlq.core.flow;

import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.flow.BreakerStatus;

/**
 * Lets calls through while what they depend on works, and for a while none if it does not. Each permission is answered
 * once, by one of {@link #succeeded}, {@link #failed} and {@link #unused}. Thread-safe.
 */
public interface CircuitBreaker {

    /** Whether one call may be made now. */
    boolean tryAcquire();

    /** The call ended well; nobody has looked how long it took. */
    void succeeded();

    /** The call ended well after so long. */
    void succeeded(long tookNanos);

    /** The call failed. */
    void failed(Throwable why);

    /** The call was not made: there was nothing to do. */
    void unused();

    BreakerState state();

    default boolean isClosed() {
        return state() == BreakerState.CLOSED;
    }

    BreakerStatus status();
}
