package io.kafkadlq.core.dispatch;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.spi.ThreadPlacement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes workers' threads from the factory that was lent, names them, and binds them to cores where that is asked for. A
 * container's factory makes the threads of a fork-join pool as well; a plain one cannot, so these are made here.
 */
final class WorkerThreads implements ThreadFactory, ForkJoinWorkerThreadFactory {

    private final ThreadFactory lent;
    private final String prefix;
    private final Optional<ThreadPlacement> placement;
    private final AtomicInteger made = new AtomicInteger();
    private final ConcurrentMap<String, Integer> pinned = new ConcurrentHashMap<>();

    WorkerThreads(ThreadFactory lent, String prefix, Optional<ThreadPlacement> placement) {
        this.lent = lent;
        this.prefix = prefix;
        this.placement = placement;
    }

    @Override
    public Thread newThread(Runnable task) {
        return named(lent.newThread(() -> runPlaced(task)));
    }

    /** The factory for workers that outnumber the cores. */
    ThreadFactory forWaiting() {
        boolean contextMatters = lent instanceof ForkJoinWorkerThreadFactory;
        return contextMatters || placement.isPresent()
                ? this
                : VirtualThreads.factory(prefix).orElse(this);
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = lent instanceof ForkJoinWorkerThreadFactory container
                ? container.newThread(pool)
                : new PlacedWorker(pool, this);
        named(thread);
        return thread;
    }

    private <T extends Thread> T named(T thread) {
        thread.setName(prefix + "-" + made.incrementAndGet());
        return thread;
    }

    /** The threads bound to a core now, as {@code name@cpu}. */
    List<String> pinned() {
        return pinned.entrySet().stream()
                .map(entry -> entry.getKey() + "@" + entry.getValue())
                .sorted()
                .toList();
    }

    private void runPlaced(Runnable task) {
        Optional<ThreadPlacement.Placed> place = place();
        try {
            task.run();
        } finally {
            place.ifPresent(this::leave);
        }
    }

    private Optional<ThreadPlacement.Placed> place() {
        String thread = Thread.currentThread().getName();
        try {
            Optional<ThreadPlacement.Placed> place = placement.map(ThreadPlacement::place);
            place.ifPresent(found -> pinned.put(thread, found.cpu()));
            return place;
        } catch (DlqException noCore) {
            Log.notPlaced(thread, noCore);
            return Optional.empty();
        }
    }

    private void leave(ThreadPlacement.Placed place) {
        pinned.remove(Thread.currentThread().getName());
        place.release();
    }

    /** A worker of a plain fork-join pool, with our classes in its context. */
    private static final class PlacedWorker extends ForkJoinWorkerThread {

        private final WorkerThreads threads;
        private Optional<ThreadPlacement.Placed> place = Optional.empty();

        PlacedWorker(ForkJoinPool pool, WorkerThreads threads) {
            super(pool);
            this.threads = threads;
            setContextClassLoader(Thread.currentThread().getContextClassLoader());
        }

        @Override
        protected void onStart() {
            super.onStart();
            place = threads.place();
        }

        @Override
        protected void onTermination(@Nullable Throwable failure) {
            place.ifPresent(threads::leave);
            super.onTermination(failure);
        }
    }
}
