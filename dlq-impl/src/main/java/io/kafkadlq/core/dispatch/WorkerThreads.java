package io.kafkadlq.core.dispatch;

import io.kafkadlq.api.spi.ThreadPlacement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes workers' threads from the factory that was lent, names them, and binds them to cores where that is asked for.
 * Thread-safe.
 */
final class WorkerThreads implements ThreadFactory {

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
        Thread thread = lent.newThread(() -> runPlaced(task));
        thread.setName(prefix + "-" + made.incrementAndGet());
        return thread;
    }

    /**
     * The factory for workers that outnumber the cores: virtual threads where there are any. A container's threads are not
     * left for them, since they would lack the application's context; nor are those that are to be bound to cores.
     */
    ThreadFactory forWaiting() {
        // Jakarta Concurrency 3.0: a ManagedThreadFactory is one of these as well.
        boolean contextMatters = lent instanceof ForkJoinWorkerThreadFactory;
        return contextMatters || placement.isPresent()
                ? this
                : VirtualThreads.factory(prefix).orElse(this);
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
        } catch (RuntimeException | LinkageError noCore) {
            Log.notPlaced(thread, noCore);
            return Optional.empty();
        }
    }

    private void leave(ThreadPlacement.Placed place) {
        pinned.remove(Thread.currentThread().getName());
        place.release();
    }
}
