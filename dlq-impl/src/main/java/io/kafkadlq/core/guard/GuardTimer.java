package io.kafkadlq.core.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Does things later, on one thread that is there only while there is something to wait for. Thread-safe. */
final class GuardTimer implements AutoCloseable {

    private static final long IDLE_SECONDS = 10;
    private static final long CLOSE_SECONDS = 1;

    private final ScheduledThreadPoolExecutor timer;

    GuardTimer(ThreadFactory threads) {
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Empty if the timer is closed; then it will not be done. */
    Optional<Future<?>> after(Duration pause, Runnable task) {
        try {
            return Optional.of(timer.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException closed) {
            return Optional.empty();
        }
    }

    /** What is due soon is still done: somebody may wait for the answer to a retry. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
    }
}
