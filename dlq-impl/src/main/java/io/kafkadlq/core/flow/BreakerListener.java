package io.kafkadlq.core.flow;

import io.kafkadlq.api.flow.BreakerState;

/**
 * Is told of each change of a breaker once, in the order of changes, by one thread at a time: whichever ended a call, or
 * pulses. No lock is held meanwhile, but that thread has other things to do: whatever takes long belongs elsewhere.
 */
@FunctionalInterface
public interface BreakerListener {

    /** @param why in words */
    void changed(BreakerState from, BreakerState to, String why);
}
