package io.kafkadlq.core.retry;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Inlet;
import io.kafkadlq.core.flow.Seldom;
import io.kafkadlq.core.payload.Completed;
import io.kafkadlq.core.payload.Payloads;
import io.kafkadlq.core.time.NanoClock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Brings claimed records to the handler's door, with what was missing of their payloads. Of a sequence nothing goes past one
 * whose payload is not to be had.
 *
 * <p>Threading: the one that claims.
 */
final class HandingOn {

    private static final long SHUT_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_SILENCE_SECONDS = 60;

    private final Parts parts;
    private final FailureJudge rules;
    private final Seldom lost = new Seldom();
    private final Seldom notFetched = new Seldom();

    /**
     * What it works with.
     *
     * @param door the handler's
     * @param paused whether the channel is
     * @param closing whether nothing is to begin any more
     */
    record Parts(
            String channel,
            Inlet door,
            RetriedRecord shape,
            Payloads payloads,
            BooleanSupplier paused,
            BooleanSupplier closing,
            NanoClock clock) {}

    HandingOn(FailureJudge rules, Parts parts) {
        this.rules = rules;
        this.parts = parts;
    }

    void handOn(List<DlqRecord> records, ClaimedBatch batch) throws InterruptedException {
        long entered = parts.clock().nanos();
        var order = new Order();
        int next = 0;
        try {
            List<Completed> completed = completed(records);
            for (; next < records.size(); next++) {
                DlqRecord record = records.get(next);
                handOn(new RetryRun(record, batch, rules), completed.get(next), order.of(record), entered);
            }
        } finally {
            parts.door().endOfBatch();
            // One that was cut short by an interruption or a defect must not keep what it had in hand.
            for (; next < records.size(); next++) {
                new RetryRun(records.get(next), batch, rules).noteGivenBack();
            }
        }
    }

    private List<Completed> completed(List<DlqRecord> records) throws InterruptedException {
        try {
            return parts.payloads()
                    .complete(records)
                    .toCompletableFuture()
                    .get(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            return records.stream()
                    .<Completed>map(record -> record.payload().state().isComplete()
                            ? new Completed.Whole(record)
                            : new Completed.Unavailable(silent))
                    .toList();
        }
    }

    private void handOn(RetryRun run, Completed completed, Place place, long entered) throws InterruptedException {
        if (place.isBehindOneLeftOut()) {
            run.giveBackBehind();
        } else if (completed instanceof Completed.Whole whole) {
            place.handedOn();
            handOn(run, whole.record(), entered);
        } else if (place.leaveOut()) {
            // Those before it are at work: its turn may still come.
            run.giveBackBehind();
        } else if (completed instanceof Completed.Gone gone) {
            if (lost.isTime()) {
                Log.payloadGone(parts.channel(), run.id(), gone.why(), lost.soFar());
            }
            run.gone(gone.why());
        } else {
            Throwable why = ((Completed.Unavailable) completed).cause();
            if (notFetched.isTime()) {
                Log.payloadNotFetched(parts.channel(), notFetched.soFar(), why);
            }
            run.postpone(why);
        }
    }

    private void handOn(RetryRun run, DlqRecord record, long entered) throws InterruptedException {
        ConsumerRecord<byte[], byte[]> shown;
        try {
            shown = parts.shape().of(record);
        } catch (RuntimeException unshowable) {
            run.noteBegun();
            run.failed(unshowable);
            return;
        }
        enter(run, Delivery.alone(run, shown, entered));
    }

    /**
     * Waits for the door, but not for long where nothing gets through: a record in hand is nobody else's, and looks as if its
     * handler were at work.
     */
    private void enter(RetryRun run, Delivery delivery) throws InterruptedException {
        long began = parts.clock().nanos();
        while (!parts.door().offer(delivery)) {
            boolean shut = parts.paused().getAsBoolean() || !parts.door().mayBegin();
            if (shut && parts.clock().nanos() - began > SHUT_NANOS) {
                run.abandonBatch();
            }
            if (parts.closing().getAsBoolean() || run.isAbandoned()) {
                delivery.giveBack();
                return;
            }
            parts.door().awaitRoom();
        }
    }

    /** Which sequences of the batch something was handed on of, and which something was left out of. */
    private static final class Order {

        private final Set<Long> handedOn = new HashSet<>();
        private final Set<Long> leftOut = new HashSet<>();

        Place of(DlqRecord record) {
            return new Place(this, record.summary().sequence().map(Sequence::id));
        }
    }

    /** A record's place in it; one in no sequence has nothing before it. */
    private record Place(Order order, Optional<Long> sequence) {

        boolean isBehindOneLeftOut() {
            return sequence.filter(order.leftOut::contains).isPresent();
        }

        void handedOn() {
            sequence.ifPresent(order.handedOn::add);
        }

        /** Whether something before it was handed on. */
        boolean leaveOut() {
            sequence.ifPresent(order.leftOut::add);
            return sequence.filter(order.handedOn::contains).isPresent();
        }
    }
}
