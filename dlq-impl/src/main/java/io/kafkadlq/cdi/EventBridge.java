package io.kafkadlq.cdi;

import io.kafkadlq.api.cdi.DlqChannel;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.core.engine.Listener;
import io.kafkadlq.core.flow.Seldom;
import io.kafkadlq.core.guard.Causes;
import jakarta.enterprise.event.Event;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Fires what the engine tells on the bus of one container, as the kind of event it is and with its channel as a qualifier, so
 * that observers of a kind, of a channel, or of all are notified. Kinds that nobody observes are not even made.
 *
 * <p>Threading: called by the engine's thread for listeners, on which {@code @Observes} methods run; {@code @ObservesAsync}
 * methods run on the container's, which would queue them without a bound: so no more than {@value #MOST_UNDER_WAY} are under
 * way. An observer that throws ends, as CDI has it, the round of the synchronous ones for this event, and nothing else.
 */
final class EventBridge implements Listener {

    private static final int MOST_UNDER_WAY = 1_000;

    private final Event<DlqEvent> bus;
    private final Observers observers;
    private final Map<String, Event<DlqEvent>> ofChannels = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final Seldom behind = new Seldom();

    EventBridge(Event<DlqEvent> bus, Observers observers) {
        this.bus = bus;
        this.observers = observers;
    }

    @Override
    public boolean wants(Class<? extends DlqEvent> kind) {
        return observers.of(kind).isAny();
    }

    @Override
    public void tell(DlqEvent event) {
        Observers.Ways ways = observers.of(event.getClass());
        Event<DlqEvent> ofChannel =
                ofChannels.computeIfAbsent(event.channel(), name -> bus.select(DlqChannel.Literal.of(name)));
        // First those that hold nobody up, so that a slow or failing observer of the others holds up none of them.
        if (ways.async() && awaitRoom()) {
            fireAsync(ofChannel, event);
        }
        if (ways.sync()) {
            evenIfItFails(event, () -> ofChannel.fire(event));
        }
    }

    /** Whether there is some; not if the engine stops meanwhile. */
    private boolean awaitRoom() {
        try {
            while (!room.tryAcquire(1, TimeUnit.SECONDS)) {
                if (behind.isTime()) {
                    Log.observersBehind(MOST_UNDER_WAY, behind.soFar());
                }
            }
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void fireAsync(Event<DlqEvent> ofChannel, DlqEvent event) {
        try {
            ofChannel.fireAsync(event).whenComplete((told, failure) -> {
                room.release();
                if (failure != null) {
                    Log.observerFailed(event, Causes.bare(failure));
                }
            });
        } catch (RuntimeException | Error failure) {
            room.release();
            Log.observerFailed(event, failure);
        }
    }

    private static void evenIfItFails(DlqEvent event, Runnable firing) {
        try {
            firing.run();
        } catch (RuntimeException | Error failure) {
            Log.observerFailed(event, failure);
        }
    }
}
