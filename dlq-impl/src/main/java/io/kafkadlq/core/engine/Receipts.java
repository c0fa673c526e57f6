package io.kafkadlq.core.engine;

import io.kafkadlq.api.Receipt;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Completes receipts on threads of their own, because what a user chains to a receipt runs where it is completed: were
 * that a writer, a chained hand-over could wait for room that only this writer can make. The queue is bounded by what is
 * in flight.
 */
final class Receipts {

    private static final int THREADS = 2;
    private static final long IDLE_SECONDS = 30;
    private static final Duration END_WITHIN = Duration.ofSeconds(2);

    private final ThreadPoolExecutor completions;

    Receipts(ThreadFactory threads) {
        completions = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads,
                (late, closedPool) -> late.run());
        completions.allowCoreThreadTimeOut(true);
    }

    void complete(CompletableFuture<Receipt> future, Receipt receipt) {
        completions.execute(() -> future.complete(receipt));
    }

    void fail(CompletableFuture<Receipt> future, Throwable why) {
        completions.execute(() -> future.completeExceptionally(why));
    }

    /** Completes what waits; whatever comes later is completed by whoever brings it. */
    void close() {
        completions.shutdown();
        try {
            if (completions.awaitTermination(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        completions.shutdownNow().forEach(Runnable::run);
    }
}
