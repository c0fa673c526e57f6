package io.kafkadlq.core.dispatch;

import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.core.delivery.Delivery;

/**
 * One record after another.
 *
 * <p>Hot path.
 */
record EachCourse(RecordHandler.Each handler, Outcomes outcomes) implements Course {

    // Reading the clock twice a record would cost more than the rest; where many wait, one in so many tells as much.
    private static final int TIMED_ONE_IN = 16;

    @Override
    public boolean advance(Lane lane) {
        boolean timed = lane.turn() % TIMED_ONE_IN == 0;
        Delivery delivery = lane.poll();
        if (delivery != null && outcomes.begins(delivery)) {
            long began = timed ? outcomes.began(delivery) : 0;
            handle(delivery);
            if (timed) {
                outcomes.took(began);
            }
        }
        return true;
    }

    private void call(Delivery delivery) throws Exception {
        try {
            handler.handle(delivery.record());
        } finally {
            // An interruption meant this record at most, not the next one.
            Thread.interrupted();
        }
    }

    private void handle(Delivery delivery) {
        try {
            call(delivery);
        } catch (Throwable why) {
            outcomes.failed(delivery, why);
            return;
        }
        outcomes.handled(delivery);
    }
}
