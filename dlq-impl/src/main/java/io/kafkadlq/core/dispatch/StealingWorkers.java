package io.kafkadlq.core.dispatch;

import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * As many workers as cores may compute at once, each with a queue of lanes; one whose queue is empty steals lanes, whole,
 * from the others: a {@link ForkJoinPool} in its first-in-first-out mode (D. Lea, "A Java Fork/Join Framework", 2000).
 */
final class StealingWorkers implements Workers {

    private final ForkJoinPool pool;

    StealingWorkers(int parallelism, ForkJoinPool.ForkJoinWorkerThreadFactory threads) {
        pool = new ForkJoinPool(parallelism, threads, null, true);
    }

    @Override
    public void run(Lane lane) {
        try {
            pool.execute(lane.asTask());
        } catch (RejectedExecutionException ended) {
            Log.afterTheEnd();
        }
    }

    @Override
    public void runAgain(Lane lane) {
        lane.asTask().fork();
    }

    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException ended) {
            task.run();
        }
    }

    @Override
    public boolean close(Duration within) {
        pool.shutdownNow();
        try {
            return pool.awaitTermination(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
