package io.kafkadlq.core.engine;

import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.core.flow.Seldom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells listeners what happened, one event after another, on a thread of its own: whoever noticed it must not wait for an
 * application's code. What listeners are too slow for is logged instead, since each event has a log line of its own already.
 * Thread-safe.
 */
final class Events {

    private static final int MOST_WAITING = 10_000;
    private static final long IDLE_SECONDS = 30;
    private static final Duration END_WITHIN = Duration.ofSeconds(2);

    private final Seldom untold = new Seldom();
    private final List<Consumer<DlqEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor teller;

    Events(ThreadFactory threads) {
        teller = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                threads,
                (event, full) -> notTold());
        teller.allowCoreThreadTimeOut(true);
    }

    private void notTold() {
        if (untold.isTime()) {
            Log.eventsNotTold(untold.soFar());
        }
    }

    /** How many events listeners were too slow for. */
    long untold() {
        return untold.soFar();
    }

    /** Has the listener told from now on, until what is returned is closed. */
    AutoCloseable listen(Consumer<DlqEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell(DlqEvent event) {
        if (!listeners.isEmpty()) {
            teller.execute(() -> listeners.forEach(listener -> tell(listener, event)));
        }
    }

    /** What one listener throws keeps nothing from the others. */
    private static void tell(Consumer<DlqEvent> listener, DlqEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException | Error defect) {
            Log.listenerDefect(event.getClass().getSimpleName(), defect);
        }
    }

    /** Tells what waits, for a moment; whatever comes later is not told. */
    void close() {
        teller.shutdown();
        try {
            if (!teller.awaitTermination(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                teller.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            teller.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
