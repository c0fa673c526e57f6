package io.kafkadlq.core.engine;

import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.dispatch.Failures;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.redrive.DeadLetterHeaders;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;

/** Takes what a handler failed on to the ring; a full one holds up the worker, and so, in the end, the source. */
record FailureInlet(String channel, Stage head, DeadLetterHeaders headers, ChannelMetrics metrics, NanoClock clock)
        implements Failures {

    @Override
    public boolean deadLetter(Delivery delivery, Throwable why) {
        delivery.claim().noteFailure();
        var letter = new FailedDelivery(delivery, why, channel, headers);
        long entered = clock.nanos();
        try {
            while (!head.offer(letter, entered)) {
                head.awaitRoom();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
        metrics.recordAccepted(true);
        return true;
    }
}
