package io.kafkadlq.api;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What an application does with the records of a channel's source topics. A record that it fails on becomes a dead letter
 * of the channel; its offset is committed when the handler has returned or the dead letter is durable, whichever it is.
 *
 * <p>A handler is called from several threads at once, but for records that the channel's order keeps apart never at the
 * same time. After a crash or a rebalance it may see records again.
 *
 * <p>It is one of four shapes. Handlers that wait for other systems and can tell when they are done should be
 * {@linkplain #async asynchronous}: thousands of them cost no thread.
 */
public sealed interface RecordHandler {

    /** Handles one record; may block. Whatever it throws is the record's failure. */
    @FunctionalInterface
    interface Each {

        void handle(ConsumerRecord<byte[], byte[]> record) throws Exception;
    }

    /** Handles one record and says what is to become of it; may block. Whatever it throws is the record's failure. */
    @FunctionalInterface
    interface Deciding {

        Verdict handle(ConsumerRecord<byte[], byte[]> record, HandlingContext context) throws Exception;
    }

    /**
     * Starts to handle one record and must not block; the stage completes when it is done. If what it completes with is a
     * {@link Verdict}, that counts.
     */
    @FunctionalInterface
    interface EachAsync {

        CompletionStage<?> handle(ConsumerRecord<byte[], byte[]> record) throws Exception;
    }

    /**
     * Handles a list of records, in the order of their offsets within each partition; may block. Set {@code
     * processing.mode} to {@code hybrid} or {@code batch}: by default lists hold one record each. It throws {@link
     * FailedRecordsException} if it knows which of them failed; anything else it throws is the failure of all.
     */
    @FunctionalInterface
    interface Lists {

        void handle(List<ConsumerRecord<byte[], byte[]>> records) throws Exception;
    }

    /** The shape of {@link #each}. */
    record ForEach(Each handler) implements RecordHandler {
        public ForEach {
            Objects.requireNonNull(handler, "handler");
        }
    }

    /** The shape of {@link #deciding}. */
    record ForDeciding(Deciding handler) implements RecordHandler {
        public ForDeciding {
            Objects.requireNonNull(handler, "handler");
        }
    }

    /** The shape of {@link #async}. */
    record ForEachAsync(EachAsync handler) implements RecordHandler {
        public ForEachAsync {
            Objects.requireNonNull(handler, "handler");
        }
    }

    /** The shape of {@link #lists}. */
    record ForLists(Lists handler) implements RecordHandler {
        public ForLists {
            Objects.requireNonNull(handler, "handler");
        }
    }

    static RecordHandler each(Each handler) {
        return new ForEach(handler);
    }

    static RecordHandler deciding(Deciding handler) {
        return new ForDeciding(handler);
    }

    static RecordHandler async(EachAsync handler) {
        return new ForEachAsync(handler);
    }

    static RecordHandler lists(Lists handler) {
        return new ForLists(handler);
    }
}
