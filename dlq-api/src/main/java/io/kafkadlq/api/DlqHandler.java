package io.kafkadlq.api;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes dead letters from code: inject it, and hand it what could not be processed. Thread-safe.
 *
 * <pre>{@code
 * @Inject DlqHandler dlq;
 *
 * void onOrder(ConsumerRecord<byte[], byte[]> order) {
 *     try {
 *         shop.book(order);
 *     } catch (RuntimeException failure) {
 *         dlq.handle(order, failure).toCompletableFuture().join();   // durable now: the offset may be committed
 *     }
 * }
 * }</pre>
 *
 * <p>What is chained to a returned stage runs on one of two threads kept for that; it may hand over further records, but
 * should not wait there for their receipts: chain them with {@code thenCompose}.
 *
 * <p>{@link #handle} and {@link #submit} return a stage that completes when the record is durable in the store, and not
 * before. It completes exceptionally, the record not taken, with {@link DlqOverloadedException} if there was no room in
 * time (the caller waits for room up to {@code backpressure.submit-timeout}), or with {@link DlqException} if the handler
 * is closed. {@link #tryHandle} and {@link #trySubmit} do not wait: that there is no room is a value there.
 */
public interface DlqHandler {

    /**
     * Takes a record that a consumer could not process. Bytes, {@code ByteBuffer} and Kafka's {@code Bytes} are stored as
     * they are; strings, UUIDs and whole numbers as Kafka's serializers write them, if the size that the consumer noted
     * agrees. Any other object does not give its bytes back: the record is stored with what is known, flagged, as a
     * {@linkplain io.kafkadlq.api.model.PayloadState#POINTER pointer} to where the original still lies.
     */
    CompletionStage<Receipt> handle(ConsumerRecord<?, ?> failed, Throwable failure);

    /** Takes a dead letter that was put together by hand. */
    CompletionStage<Receipt> submit(DlqRecord deadLetter);

    /** Takes a record as {@link #handle} does, but only if there is room now. Never waits. */
    Submission tryHandle(ConsumerRecord<?, ?> failed, Throwable failure);

    /** Takes a dead letter as {@link #submit} does, but only if there is room now. Never waits. */
    Submission trySubmit(DlqRecord deadLetter);

    /** Starts a dead letter with a fresh id in this handler's channel, to be completed and {@linkplain #submit}ted. */
    DlqRecord.Builder newRecord(Payload payload);

    /**
     * The same handler for another channel.
     *
     * @throws IllegalArgumentException if no such channel is configured; the message lists those that are
     */
    DlqHandler channel(String name);

    /**
     * Starts a handler of one's own, without a server; needs dlq-impl on the class path.
     *
     * @throws DlqException if it is not
     */
    static DlqRuntimeBuilder builder() {
        return DlqRuntimeBuilder.find();
    }
}
