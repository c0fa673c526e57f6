package io.kafkadlq.core.engine;

import io.kafkadlq.api.event.DlqEvent;
import java.util.function.Consumer;

/** Is told events of the kinds that it wants. */
public interface Listener {

    /** Whether it wants events of this kind; asked for each batch of records, so the answer has to be at hand. */
    boolean wants(Class<? extends DlqEvent> kind);

    /** Called by one thread, one event after another; what it throws is logged. */
    void tell(DlqEvent event);

    /** One that wants all events of a kind, which may be a sealed type of several. */
    static <E extends DlqEvent> Listener of(Class<E> kind, Consumer<? super E> consumer) {
        return new OfKind<>(kind, consumer);
    }

    /** One that wants all there are. */
    static Listener ofAll(Consumer<DlqEvent> consumer) {
        return new OfKind<>(DlqEvent.class, consumer);
    }

    /** By the kind's class. */
    record OfKind<E extends DlqEvent>(Class<E> kind, Consumer<? super E> consumer) implements Listener {

        @Override
        public boolean wants(Class<? extends DlqEvent> other) {
            return kind.isAssignableFrom(other);
        }

        @Override
        public void tell(DlqEvent event) {
            consumer.accept(kind.cast(event));
        }
    }
}
