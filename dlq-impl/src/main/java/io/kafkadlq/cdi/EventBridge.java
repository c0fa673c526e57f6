package io.kafkadlq.cdi;

import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.core.guard.Causes;
import jakarta.enterprise.event.Event;
import java.util.function.Consumer;

/**
 * Fires what the engine tells on the bus of one container, as the kind of event it is, so that observers of a kind, or of
 * all, are notified.
 *
 * <p>Threading: called by the engine's thread for listeners, on which {@code @Observes} methods run; {@code @ObservesAsync}
 * methods run on the container's. An observer that throws ends, as CDI has it, the round of the synchronous ones for this
 * event, and nothing else.
 */
final class EventBridge implements Consumer<DlqEvent> {

    private final Event<DlqEvent> bus;

    EventBridge(Event<DlqEvent> bus) {
        this.bus = bus;
    }

    @Override
    public void accept(DlqEvent event) {
        // First those that hold nobody up, so that a slow or failing observer of the others holds up none of them.
        evenIfItFails(event, () -> bus.fireAsync(event).whenComplete((told, failure) -> {
            if (failure != null) {
                Log.observerFailed(event, Causes.bare(failure));
            }
        }));
        evenIfItFails(event, () -> bus.fire(event));
    }

    private static void evenIfItFails(DlqEvent event, Runnable firing) {
        try {
            firing.run();
        } catch (RuntimeException | Error failure) {
            Log.observerFailed(event, failure);
        }
    }
}
