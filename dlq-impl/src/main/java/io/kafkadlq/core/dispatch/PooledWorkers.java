package io.kafkadlq.core.dispatch;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * More workers than cores, for handlers that wait: they share one queue, so that any free one takes the next lane, and end
 * when idle. The queue needs no bound of its own: each lane stands in it once at most.
 */
final class PooledWorkers implements Workers {

    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor pool;

    PooledWorkers(int size, ThreadFactory threads) {
        pool = new ThreadPoolExecutor(size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void run(Lane lane) {
        try {
            pool.execute(lane);
        } catch (RejectedExecutionException ended) {
            Log.afterTheEnd();
        }
    }

    @Override
    public void runAgain(Lane lane) {
        run(lane);
    }

    @Override
    public void aboutToRun() {
        // Each lane that was put into the queue has woken a worker of its own.
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
