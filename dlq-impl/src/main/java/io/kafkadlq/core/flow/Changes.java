package io.kafkadlq.core.flow;

import io.kafkadlq.api.flow.BreakerState;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Changes that a listener is still to be told of. They are put in under the breaker's lock, which is their order, and told
 * without it.
 *
 * <p>Threading: any. Whoever finds another at it leaves its own change to that one, who looks again when it has let go of
 * the flag; so none is left behind.
 */
final class Changes {

    private record Change(BreakerState from, BreakerState to, String why) {}

    private final BreakerListener listener;
    private final Queue<Change> untold = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean telling = new AtomicBoolean();

    Changes(BreakerListener listener) {
        this.listener = listener;
    }

    void add(BreakerState from, BreakerState to, String why) {
        untold.add(new Change(from, to, why));
    }

    void tell() {
        while (!untold.isEmpty() && telling.compareAndSet(false, true)) {
            try {
                for (Change next = untold.poll(); next != null; next = untold.poll()) {
                    tell(next);
                }
            } finally {
                telling.set(false);
            }
        }
    }

    /** The thread that tells has a record in hand, which must not suffer from a listener. */
    private void tell(Change change) {
        try {
            listener.changed(change.from(), change.to(), change.why());
        } catch (RuntimeException | Error defect) {
            Log.listenerDefect(defect);
        }
    }
}
