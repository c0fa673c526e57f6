package io.kafkadlq.core.engine;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.dispatch.Failures;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.payload.Keeping;
import io.kafkadlq.core.redrive.DeadLetterHeaders;
import io.kafkadlq.core.retry.Admission;
import io.kafkadlq.core.retry.ChannelRetries;
import io.kafkadlq.core.retry.RetryRun;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes what a handler failed on, and what has to wait behind that, to the ring; a full one holds up the worker, and so, in
 * the end, the source. What failed again is told to the retry it was.
 *
 * @param retries empty if nobody retries the channel's dead letters; then nothing waits for them
 */
record FailureInlet(
        String channel,
        Stage head,
        DeadLetterHeaders headers,
        Admission admission,
        Keeping keeping,
        Optional<ChannelRetries> retries,
        ChannelMetrics metrics,
        NanoClock clock)
        implements Failures {

    @Override
    public boolean mustWait(Delivery delivery) {
        return retries.isPresent() && retries.get().mustWait(delivery);
    }

    @Override
    public boolean deadLetter(Delivery delivery, Throwable why) {
        if (delivery.claim() instanceof RetryRun run) {
            run.failed(why);
            return true;
        }
        delivery.claim().noteFailure();
        return store(delivery, failed -> admission.failed(record(failed, Failure.of(why)), why));
    }

    @Override
    public boolean park(Delivery delivery) {
        return store(delivery, waiting -> admission.parked(record(waiting, Failure.unexplained())));
    }

    private DlqRecord record(ConsumerRecord<byte[], byte[]> failed, Failure failure) {
        return LiveRecord.of(channel, failed, failure, headers);
    }

    /** Its sequence is blocked before the next of it can begin: that comes after this on the same lane. */
    private boolean store(Delivery delivery, Function<ConsumerRecord<byte[], byte[]>, DlqRecord> reading) {
        Runnable over =
                retries.map(blocking -> blocking.block(delivery.record())).orElse(() -> {});
        var letter = new FailedDelivery(delivery, reading.andThen(keeping::fromTopic), over);
        long entered = clock.nanos();
        try {
            while (!head.offer(letter, entered)) {
                head.awaitRoom();
            }
        } catch (InterruptedException stopping) {
            over.run();
            Thread.currentThread().interrupt();
            return false;
        }
        metrics.recordAccepted(true);
        return true;
    }
}
