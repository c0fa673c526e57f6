package io.kafkadlq.core.dispatch;

import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.metrics.HandlingMetrics;
import io.kafkadlq.core.time.NanoClock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What becomes of deliveries: each that entered a lane leaves it here, once. Thread-safe. */
final class Outcomes {

    private final Failures failures;
    private final HandlingMetrics metrics;
    private final NanoClock clock;
    private volatile boolean closing;

    Outcomes(Failures failures, HandlingMetrics metrics, NanoClock clock) {
        this.failures = failures;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** From then on nothing more begins. */
    void close() {
        closing = true;
    }

    /** Whether the handler is to see the delivery; if not, it has left the lane. */
    boolean begins(Delivery delivery) {
        if (closing) {
            delivery.giveBack();
        } else if (delivery.start()) {
            if (failures.mustWait(delivery)) {
                park(delivery);
                return false;
            }
            delivery.claim().noteBegun();
            return true;
        }
        metrics.abandoned();
        return false;
    }

    private void park(Delivery delivery) {
        if (failures.park(delivery)) {
            metrics.parked();
        } else {
            delivery.giveBack();
            metrics.abandoned();
        }
    }

    /** The time, to be given back with the outcome. */
    long began(Delivery delivery) {
        long now = clock.nanos();
        metrics.waited(now - delivery.enteredNanos());
        return now;
    }

    /** How long it took. */
    long took(long beganNanos) {
        long took = clock.nanos() - beganNanos;
        metrics.took(took);
        return took;
    }

    void handled(Delivery delivery) {
        delivery.claim().noteHandled();
        delivery.done();
        metrics.handled();
    }

    void failed(Delivery delivery, Throwable why) {
        // Once closing, it may have been the interruption; the record is handled again after the next start.
        if (!closing && failures.deadLetter(delivery, why)) {
            metrics.failed();
            return;
        }
        if (!closing) {
            ConsumerRecord<byte[], byte[]> failed = delivery.record();
            Log.failureNotTaken(failed.topic(), failed.partition(), failed.offset());
        }
        delivery.giveBack();
        metrics.abandoned();
    }
}
