package io.kafkadlq.core.dispatch;

import io.kafkadlq.core.delivery.Delivery;

/** Where records go that the handler failed on, or may not see yet. */
public interface Failures {

    /**
     * Makes a dead letter of it; once that is durable, the delivery is done. May wait for room.
     *
     * @return false if it was not taken, because the engine stops; the record stays uncommitted
     */
    boolean deadLetter(Delivery delivery, Throwable why);

    /** Whether a record before it in its sequence is unresolved, so that the handler must not see this one yet. Hot path. */
    default boolean mustWait(Delivery delivery) {
        return false;
    }

    /**
     * Stores the record to be handled when its turn comes; once it is durable, the delivery is done. May wait for room.
     *
     * @return false if it was not taken, because the engine stops; the record stays uncommitted
     */
    default boolean park(Delivery delivery) {
        return false;
    }
}
