package io.kafkadlq.core.guard;

import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.redrive.RecordPublisher.Published;
import io.kafkadlq.core.trace.Tracing;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One guard a kind of call. A call that is given up, or not made because a breaker is open, ends with an {@link
 * UnavailableException}; so does, given to a guard, one whose retry may help. Thread-safe.
 */
public interface Guards extends AutoCloseable {

    /**
     * A write, made and made again on the caller's thread: the unique key of each record makes that harmless. Given up, it
     * is answered as {@link StorageResult#unavailable unavailable}, so that its writer waits and the source is paused.
     *
     * @throws InterruptedException if the thread is to stop; the write is not made again
     */
    StorageResult<SaveReport> write(StoreWrite write) throws InterruptedException;

    /** A read, or a change that does no harm if it is made twice; made again if the store is away. */
    <T> CompletionStage<StorageResult<T>> read(Supplier<CompletionStage<StorageResult<T>>> read);

    /**
     * A change of a record, or a note of one. Never made again: if only its answer was lost, the second would meet the
     * version that the first has left, and report a conflict with itself.
     */
    <T> CompletionStage<StorageResult<T>> change(Supplier<CompletionStage<StorageResult<T>>> change);

    /** A publication; not made again unless configured, as Kafka's producer retries and a second one is a second record. */
    CompletionStage<Published> publish(Supplier<CompletionStage<Published>> publication);

    /** What notes calls of handlers and redrives, which it neither keeps from anything nor makes again. */
    default Tracing tracing() {
        return Tracing.NONE;
    }

    /** Called when no call will come any more. Idempotent. */
    @Override
    void close();
}
