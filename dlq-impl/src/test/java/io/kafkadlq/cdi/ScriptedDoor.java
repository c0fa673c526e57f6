package io.kafkadlq.cdi;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.Receipt;
import io.kafkadlq.api.Submission;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.core.time.RecordIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where dead letters go in tests of the interceptor; a test says what becomes of them. */
@ApplicationScoped
public class ScriptedDoor implements DlqHandler {

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private CompletionStage<Receipt> receipt =
            CompletableFuture.completedStage(new Receipt(RecordIds.next(), Receipt.Outcome.STORED));
    private boolean full;

    void answers(CompletionStage<Receipt> answer) {
        receipt = answer;
    }

    void isFull() {
        full = true;
    }

    /** Each as {@code channel: record's offset, failure}. */
    List<String> taken() {
        return taken;
    }

    @Override
    public DlqHandler channel(String name) {
        return new OfChannel(name);
    }

    @Override
    public CompletionStage<Receipt> handle(ConsumerRecord<?, ?> failed, Throwable failure) {
        return channel("default").handle(failed, failure);
    }

    @Override
    public CompletionStage<Receipt> submit(DlqRecord deadLetter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Submission tryHandle(ConsumerRecord<?, ?> failed, Throwable failure) {
        return channel("default").tryHandle(failed, failure);
    }

    @Override
    public Submission trySubmit(DlqRecord deadLetter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DlqRecord.Builder newRecord(Payload payload) {
        throw new UnsupportedOperationException();
    }

    private final class OfChannel implements DlqHandler {

        private final String channel;

        OfChannel(String channel) {
            this.channel = channel;
        }

        @Override
        public CompletionStage<Receipt> handle(ConsumerRecord<?, ?> failed, Throwable failure) {
            taken.add(channel + ": " + failed.offset() + ", " + failure.getMessage());
            return receipt;
        }

        @Override
        public Submission tryHandle(ConsumerRecord<?, ?> failed, Throwable failure) {
            return full
                    ? new Submission.Overloaded(Duration.ofSeconds(1))
                    : new Submission.Accepted(handle(failed, failure));
        }

        @Override
        public CompletionStage<Receipt> submit(DlqRecord deadLetter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Submission trySubmit(DlqRecord deadLetter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DlqRecord.Builder newRecord(Payload payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DlqHandler channel(String name) {
            return ScriptedDoor.this.channel(name);
        }
    }
}
