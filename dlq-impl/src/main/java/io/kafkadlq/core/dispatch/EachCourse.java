package io.kafkadlq.core.dispatch;

import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.flow.CircuitBreaker;

/**
 * One record after another.
 *
 * <p>Hot path.
 */
record EachCourse(SingleCall handler, BreakerLine breaker, Outcomes outcomes) implements Course {

    // Reading the clock twice a record would cost more than the rest; where many wait, one in so many tells as much.
    private static final int TIMED_ONE_IN = 16;

    @Override
    public boolean advance(Lane lane) {
        long permission = breaker.acquire(lane);
        if (permission == CircuitBreaker.NONE) {
            return false;
        }
        boolean timed = lane.turn() % TIMED_ONE_IN == 0 || breaker.isProbe(permission);
        Delivery delivery = lane.poll();
        if (delivery == null || !outcomes.begins(delivery)) {
            breaker.unused(permission);
        } else if (timed) {
            handleTimed(delivery, permission);
        } else {
            handle(delivery, permission);
        }
        return true;
    }

    private void handle(Delivery delivery, long permission) {
        try {
            call(delivery);
        } catch (Throwable why) {
            failed(delivery, permission, why);
            return;
        }
        breaker.succeeded(permission);
        outcomes.handled(delivery);
    }

    private void handleTimed(Delivery delivery, long permission) {
        long began = outcomes.began(delivery);
        try {
            call(delivery);
        } catch (Throwable why) {
            outcomes.took(began);
            failed(delivery, permission, why);
            return;
        }
        breaker.succeeded(permission, outcomes.took(began));
        outcomes.handled(delivery);
    }

    private void call(Delivery delivery) throws Exception {
        try {
            handler.handle(delivery);
        } finally {
            // An interruption meant this record at most, not the next one.
            Thread.interrupted();
        }
    }

    /** The breaker first: the way of a dead letter may be long. */
    private void failed(Delivery delivery, long permission, Throwable why) {
        breaker.failed(permission, why);
        outcomes.failed(delivery, why);
    }
}
