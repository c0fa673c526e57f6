package io.kafkadlq.core.dispatch;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that run lanes. No lane belongs to one of them: whoever is free takes the next one that has work, whole. So
 * work is shared evenly without anybody having to steal it, and whatever blocks a worker blocks nobody else.
 *
 * <p>Not a {@link java.util.concurrent.ForkJoinPool}, which would save a lock: it takes it that tasks do not block, and
 * leaves work lying, with workers idle beside it, that was put behind a task which does.
 *
 * <p>The queue needs no bound of its own: each lane stands in it once at most, alone or in a round that stands in it no
 * more often than it has lanes. Thread-safe.
 */
final class Workers {

    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor pool;

    /** @param size how many run at once; those that idle for long end */
    Workers(int size, ThreadFactory threads) {
        pool = new ThreadPoolExecutor(size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
    }

    /** Has a lane run by some worker, behind the lanes that wait already. */
    void run(Lane lane) {
        try {
            pool.execute(lane);
        } catch (RejectedExecutionException ended) {
            Log.afterTheEnd();
        }
    }

    /** Has a round of lanes run by as many workers as it has lanes for. */
    void run(Round round) {
        int helpers = Math.min(round.lanes(), pool.getMaximumPoolSize());
        try {
            for (int i = 0; i < helpers; i++) {
                pool.execute(round);
            }
        } catch (RejectedExecutionException ended) {
            Log.afterTheEnd();
        }
    }

    /** Runs something that may have to wait; on the calling thread if the workers have ended. */
    void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException ended) {
            task.run();
        }
    }

    /** Runs nothing new, interrupts what runs, and waits for it to end; tells whether it has. */
    boolean close(Duration within) {
        pool.shutdownNow();
        try {
            return pool.awaitTermination(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
