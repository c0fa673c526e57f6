package io.kafkadlq.bench.retry;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A few threads that do the same, again and again, until there is nothing left to do or they are told to stop. */
final class Crew {

    private final List<Thread> threads;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopping;

    /** Does a piece of work, and tells whether there may be more. */
    @FunctionalInterface
    interface Piece {

        boolean work() throws Exception;
    }

    Crew(int size, Piece piece) {
        this.threads = IntStream.range(0, size)
                .mapToObj(number -> new Thread(() -> run(piece), "crew-" + number))
                .toList();
    }

    private void run(Piece piece) {
        try {
            while (!stopping && piece.work()) {}
        } catch (Throwable failed) {
            failure.set(failed);
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Whether all have found nothing left to do. */
    boolean isDone() {
        var failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("A thread of the crew has failed", failed);
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }

    /** Returns when all have finished the piece that they are at. */
    void stop() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
