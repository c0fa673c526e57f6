package io.kafkadlq.bench.jmh;

import io.kafkadlq.bench.line.Line;
import io.kafkadlq.bench.line.Pool;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What people write once hashing to threads has held up the wrong keys: thousands of groups of keys, each a chain of
 * futures, on a plain fork-join pool in which idle workers help.
 */
final class FutureLine implements Line {

    /** As many as the engine has lanes. */
    private static final int GROUPS = 4096;

    private static final int UNDER_WAY = 65_536;

    private final Pool pool;
    private final Line.End end;
    private final ForkJoinPool workers;
    private final Semaphore room = new Semaphore(UNDER_WAY);
    private final CompletableFuture<?>[] lastOfGroup = Stream.generate(() -> CompletableFuture.completedFuture(null))
            .limit(GROUPS)
            .toArray(CompletableFuture<?>[]::new);

    FutureLine(Pool pool, int workers, Line.End end) {
        this.pool = pool;
        this.end = end;
        this.workers = new ForkJoinPool(workers, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
    }

    @Override
    public void offer(int index) throws InterruptedException {
        room.acquire();
        // Keys are drawn at random, so their numbers spread as well as hashes do.
        int group = pool.key(index) % GROUPS;
        lastOfGroup[group] = lastOfGroup[group].thenRunAsync(() -> take(index), workers);
    }

    private void take(int index) {
        try {
            end.take(index);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        room.release();
    }

    @Override
    public void close(Duration within) {
        workers.shutdown();
        try {
            if (workers.awaitTermination(within.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
    }
}
