package io.kafkadlq.core.dispatch;

import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.core.delivery.Claim;
import io.kafkadlq.core.delivery.Delivery;
import java.util.Objects;

/** Shows one record to a handler that takes them one by one. */
@FunctionalInterface
interface SingleCall {

    /** Returns if the handler was done with it; throws what it threw, or its verdict. */
    void handle(Delivery delivery) throws Exception;

    static SingleCall of(RecordHandler.Each handler) {
        return delivery -> handler.handle(delivery.record());
    }

    static SingleCall of(RecordHandler.Deciding handler, String channel) {
        return delivery -> {
            Claim claim = delivery.claim();
            var context = new HandlingContext(channel, claim.attempt(), claim.deadLetter());
            VerdictGiven given = VerdictGiven.of(Objects.requireNonNull(
                    handler.handle(delivery.record(), context), "The handler returned null instead of a verdict"));
            if (given != null) {
                throw given;
            }
        };
    }
}
