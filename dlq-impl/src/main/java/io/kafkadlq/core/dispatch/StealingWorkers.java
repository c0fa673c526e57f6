package io.kafkadlq.core.dispatch;

import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * As many workers as cores may compute at once, each with a queue of lanes; one whose queue is empty steals lanes, whole,
 * from the others: a {@link ForkJoinPool} in its first-in-first-out mode (D. Lea, "A Java Fork/Join Framework", 2000).
 *
 * <p>Such a pool takes it that tasks do not block: it wakes a worker for what is put into an empty queue, not for what
 * lies behind other tasks, since whoever takes those goes on to it. A handler may block, and then nobody would. So a
 * worker about to run a lane first wakes another if there is work and somebody idles.
 */
final class StealingWorkers implements Workers {

    private final ForkJoinPool pool;
    private final int parallelism;

    StealingWorkers(int parallelism, ForkJoinPool.ForkJoinWorkerThreadFactory threads) {
        this.parallelism = parallelism;
        this.pool = new ForkJoinPool(parallelism, threads, null, true);
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
    public void aboutToRun() {
        if (pool.getActiveThreadCount() < parallelism
                && (pool.hasQueuedSubmissions() || pool.getQueuedTaskCount() > 0)) {
            // Whoever wakes for it looks through all queues.
            new Nudge().fork();
        }
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

    /** Nothing to do, but in a queue of its worker's own, which is what wakes another. */
    private static final class Nudge extends RecursiveAction {

        private static final long serialVersionUID = 1L;

        @Override
        protected void compute() {}
    }
}
