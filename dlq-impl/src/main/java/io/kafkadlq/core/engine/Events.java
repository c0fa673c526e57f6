package io.kafkadlq.core.engine;

import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.api.event.RecordEvent;
import io.kafkadlq.core.flow.Seldom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells listeners what happened, one event after another, on a thread of its own: whoever noticed it must not wait for an
 * application's code. What listeners are too slow for is counted instead: of channels the log has each event, and of records
 * the store has what became of them. Thread-safe.
 */
final class Events {

    private static final int MOST_OF_RECORDS = 10_000;
    /** Room that records leave to channels, of which there are few, so that a flood of records does not hide them. */
    private static final int KEPT_FOR_CHANNELS = 1_000;

    private static final long IDLE_SECONDS = 30;
    private static final Duration END_WITHIN = Duration.ofSeconds(2);

    private final Seldom untold = new Seldom();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(MOST_OF_RECORDS + KEPT_FOR_CHANNELS);
    private final ThreadPoolExecutor teller;

    Events(ThreadFactory threads) {
        teller = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, waiting, threads, (event, full) -> notTold());
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
    AutoCloseable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Whether anybody listens to this kind; for whoever would make many in vain. */
    boolean wants(Class<? extends DlqEvent> kind) {
        for (Listener listener : listeners) {
            if (listener.wants(kind)) {
                return true;
            }
        }
        return false;
    }

    void tell(DlqEvent event) {
        if (!wants(event.getClass())) {
            return;
        }
        if (event instanceof RecordEvent && waiting.size() >= MOST_OF_RECORDS) {
            notTold();
        } else {
            teller.execute(() -> listeners.forEach(listener -> tell(listener, event)));
        }
    }

    /** What one listener throws keeps nothing from the others. */
    private static void tell(Listener listener, DlqEvent event) {
        try {
            if (listener.wants(event.getClass())) {
                listener.tell(event);
            }
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
