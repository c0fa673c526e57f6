package io.kafkadlq.core.retry;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Runs short things later, on one thread that is made when the first is asked for. Thread-safe. */
public final class DelayTimer implements AutoCloseable {

    private final ScheduledThreadPoolExecutor executor;

    public DelayTimer(ThreadFactory threads) {
        this.executor = new ScheduledThreadPoolExecutor(1, threads);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** After the timer has closed, at once: whoever waits for it must not wait for ever. */
    void after(Duration delay, Runnable task) {
        try {
            executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            task.run();
        }
    }

    /** What has not begun is not run any more. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
