package io.kafkadlq.core.engine;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqOverloadedException;
import io.kafkadlq.api.Receipt;
import io.kafkadlq.api.Submission;
import io.kafkadlq.api.flow.DoorStatus;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.core.redrive.DeadLetterHeaders;
import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import io.kafkadlq.core.time.RecordIds;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Code's way into one channel. */
final class ChannelHandler implements DlqHandler {

    private final Engine engine;
    private final Channel channel;
    private final DeadLetterHeaders headers;
    private final Receipts receipts;

    ChannelHandler(Engine engine, Channel channel, DeadLetterHeaders headers, Receipts receipts) {
        this.engine = engine;
        this.channel = channel;
        this.headers = headers;
        this.receipts = receipts;
    }

    @Override
    public CompletionStage<Receipt> handle(ConsumerRecord<?, ?> failed, Throwable failure) {
        return take(live(failed, failure));
    }

    @Override
    public CompletionStage<Receipt> submit(DlqRecord deadLetter) {
        if (!deadLetter.channel().equals(channel.name())) {
            return submitElsewhere(deadLetter);
        }
        return take(channel.admission().deadLetter(deadLetter));
    }

    private DlqRecord live(ConsumerRecord<?, ?> failed, Throwable failure) {
        return channel.admission().failed(LiveRecord.of(channel.name(), failed, Failure.of(failure), headers), failure);
    }

    private CompletionStage<Receipt> take(DlqRecord deadLetter) {
        var receipt = new PendingReceipt(channel.keeping().fromCode(deadLetter), receipts);
        if (enterInTime(receipt)) {
            noteAccepted(deadLetter);
        }
        return receipt.stage();
    }

    private void noteAccepted(DlqRecord deadLetter) {
        channel.counters().recordAccepted(deadLetter.summary().problems().isEmpty());
    }

    @Override
    public Submission tryHandle(ConsumerRecord<?, ?> failed, Throwable failure) {
        return tryTake(live(failed, failure));
    }

    @Override
    public Submission trySubmit(DlqRecord deadLetter) {
        if (!deadLetter.channel().equals(channel.name())) {
            return trySubmitElsewhere(deadLetter);
        }
        return tryTake(channel.admission().deadLetter(deadLetter));
    }

    private Submission tryTake(DlqRecord deadLetter) {
        var receipt = new PendingReceipt(channel.keeping().fromCode(deadLetter), receipts);
        if (channel.door().offer(receipt, NanoClock.SYSTEM.nanos())) {
            noteAccepted(deadLetter);
        } else if (engine.isClosed()) {
            receipt.refuse(closed());
        } else {
            return new Submission.Overloaded(channel.gate().retryAfter());
        }
        return new Submission.Accepted(receipt.stage());
    }

    private Submission trySubmitElsewhere(DlqRecord deadLetter) {
        try {
            return channel(deadLetter.channel()).trySubmit(deadLetter);
        } catch (IllegalArgumentException unknown) {
            return new Submission.Accepted(failed(unknown));
        }
    }

    private CompletionStage<Receipt> submitElsewhere(DlqRecord deadLetter) {
        try {
            return channel(deadLetter.channel()).submit(deadLetter);
        } catch (IllegalArgumentException unknown) {
            return failed(unknown);
        }
    }

    private static CompletionStage<Receipt> failed(IllegalArgumentException unknown) {
        return CompletableFuture.failedStage(new DlqException(String.valueOf(unknown.getMessage()), unknown));
    }

    private static DlqException closed() {
        return new DlqException("The DLQ handler is closed; the record was not taken");
    }

    private boolean enterInTime(PendingReceipt receipt) {
        Stage door = channel.door();
        Duration patience = channel.config().backpressure().submitTimeout();
        long entered = NanoClock.SYSTEM.nanos();
        try {
            while (!door.offer(receipt, entered)) {
                if (engine.isClosed()) {
                    return receipt.refuse(closed());
                }
                if (NanoClock.SYSTEM.nanos() - entered >= patience.toNanos()) {
                    return receipt.refuse(overloaded(patience));
                }
                door.awaitRoom();
            }
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return receipt.refuse(new DlqException("Interrupted while waiting for room; the record was not taken"));
        }
    }

    private DlqOverloadedException overloaded(Duration patience) {
        DoorStatus door = channel.gate().status();
        String why = door.reason().isEmpty() ? "" : " (" + door.reason() + ")";
        return new DlqOverloadedException(
                "Channel '" + channel.name() + "' had no room within " + patience + why
                        + "; the record was not taken. Slow down, see what holds up the store, or raise dlq.channel."
                        + channel.name() + ".buffer.size and .backpressure.max-pending",
                channel.gate().retryAfter());
    }

    @Override
    public DlqRecord.Builder newRecord(Payload payload) {
        return DlqRecord.builder(RecordIds.next(), channel.name(), payload);
    }

    @Override
    public DlqHandler channel(String name) {
        return engine.handler(name);
    }

    /** A dead letter from code, and the receipt that its caller waits for. */
    private static final class PendingReceipt implements Letter {

        private final CompletableFuture<Receipt> future = new CompletableFuture<>();
        private final DlqRecord record;
        private final Receipts receipts;

        PendingReceipt(DlqRecord record, Receipts receipts) {
            this.record = record;
            this.receipts = receipts;
        }

        CompletionStage<Receipt> stage() {
            return future.minimalCompletionStage();
        }

        boolean refuse(DlqException why) {
            future.completeExceptionally(why);
            return false;
        }

        @Override
        public int sizeBytes() {
            return record.payload().sizeBytes();
        }

        @Override
        public DlqRecord record() {
            return record;
        }

        @Override
        public void durable(RecordId storedAs) {
            var outcome = storedAs.equals(record.id()) ? Receipt.Outcome.STORED : Receipt.Outcome.DUPLICATE;
            receipts.complete(future, new Receipt(storedAs, outcome));
        }

        @Override
        public void abandoned(Throwable why) {
            receipts.fail(future, why);
        }
    }
}
