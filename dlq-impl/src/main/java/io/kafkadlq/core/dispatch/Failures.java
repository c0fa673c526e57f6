package io.kafkadlq.core.dispatch;

import io.kafkadlq.core.delivery.Delivery;

/** Where records go that the handler failed on. */
@FunctionalInterface
public interface Failures {

    /**
     * Makes a dead letter of it; once that is durable, the delivery is done. May wait for room.
     *
     * @return false if it was not taken, because the engine stops; the record stays uncommitted
     */
    boolean deadLetter(Delivery delivery, Throwable why);
}
