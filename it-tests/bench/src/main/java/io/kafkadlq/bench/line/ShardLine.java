package io.kafkadlq.bench.line;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What people write by hand to keep keys in order: a fixed number of single threads, and each key belongs to one of them
 * by its hash. Nobody helps a thread that has more to do than the others.
 */
public final class ShardLine implements Line {

    private static final int WAITING = 65_536;

    private final Pool pool;
    private final Line.End end;
    private final ExecutorService[] threads;

    public ShardLine(Pool pool, int threads, Line.End end) {
        this.pool = pool;
        this.end = end;
        this.threads = Stream.generate(ShardLine::thread).limit(threads).toArray(ExecutorService[]::new);
    }

    private static ExecutorService thread() {
        return new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), ShardLine::awaitRoom);
    }

    /** Running it here, as the usual policy would, would put it before those of its key that wait. */
    private static void awaitRoom(Runnable task, ThreadPoolExecutor full) {
        try {
            full.getQueue().put(task);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void offer(int index) {
        // Keys are drawn at random, so their numbers spread as well as hashes do.
        threads[pool.key(index) % threads.length].execute(() -> take(index));
    }

    private void take(int index) {
        try {
            end.take(index);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close(Duration within) {
        for (ExecutorService thread : threads) {
            thread.shutdown();
        }
        for (ExecutorService thread : threads) {
            try {
                if (!thread.awaitTermination(within.toNanos(), TimeUnit.NANOSECONDS)) {
                    thread.shutdownNow();
                }
            } catch (InterruptedException hurried) {
                thread.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }
}
