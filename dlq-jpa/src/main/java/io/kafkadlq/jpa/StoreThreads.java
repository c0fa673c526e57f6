package io.kafkadlq.jpa;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.store.StorageResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs blocking calls to the database on a few threads of their own, behind a bounded queue. Where there is no more
 * room, or after closing, a call ends at once as a failure that may be tried again.
 *
 * <p>Threading: any thread calls.
 */
final class StoreThreads implements AutoCloseable {

    private static final int WAITING_CALLS = 256;
    private static final Duration CLOSING = Duration.ofSeconds(30);

    private final ThreadPoolExecutor pool;

    StoreThreads(int size, ThreadFactory threads) {
        this.pool = new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_CALLS),
                named(threads),
                (call, closed) ->
                        ((Call<?>) call).giveBack("The store has " + WAITING_CALLS + " calls waiting, or is closed"));
    }

    private static ThreadFactory named(ThreadFactory threads) {
        var count = new AtomicInteger();
        return task -> {
            Thread thread = threads.newThread(task);
            if (thread != null) {
                thread.setName("dlq-store-" + count.incrementAndGet());
            }
            return thread;
        };
    }

    <T> CompletionStage<StorageResult<T>> call(Supplier<StorageResult<T>> work) {
        var call = new Call<>(work, new CompletableFuture<>());
        try {
            pool.execute(call);
        } catch (RuntimeException | OutOfMemoryError noThread) {
            call.giveBack("The store gets no thread (" + noThread + ")");
        }
        return call.result;
    }

    /** Whatever happens belongs to the caller, who waits for the stage. */
    static <T> void settle(CompletableFuture<StorageResult<T>> result, Supplier<StorageResult<T>> work) {
        try {
            result.complete(work.get());
        } catch (RuntimeException e) {
            SqlFailure.<T>resultOf(e).ifPresentOrElse(result::complete, () -> result.completeExceptionally(e));
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    /** Finishes what was handed over, within a bound. Idempotent. */
    @Override
    public void close() {
        pool.shutdown();
        boolean interrupted = false;
        try {
            pool.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        List<Runnable> left = pool.shutdownNow();
        left.forEach(call -> ((Call<?>) call).giveBack("The store was closed before it came to this"));
        if (!left.isEmpty()) {
            Log.closedWithWorkLeft(left.size());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private record Call<T>(Supplier<StorageResult<T>> work, CompletableFuture<StorageResult<T>> result)
            implements Runnable {

        @Override
        public void run() {
            settle(result, work);
        }

        void giveBack(String why) {
            result.complete(StorageResult.unavailable(new DlqException(why + "; try again")));
        }
    }
}
