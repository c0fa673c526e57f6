package io.kafkadlq.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kafkadlq.api.event.ChannelPaused;
import io.kafkadlq.api.event.ChannelResumed;
import io.kafkadlq.api.event.DlqEvent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EventBridgeTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final DlqEvent PAUSED = new ChannelPaused("orders", NOW, "olga");
    private static final DlqEvent RESUMED = new ChannelResumed("orders", NOW);

    private final Bus bus = new Bus();
    private final EventBridge bridge = new EventBridge(bus);

    @Test
    void shouldFireEachEventForObserversOfBothKinds() {
        bridge.accept(PAUSED);
        bridge.accept(RESUMED);

        assertThat(bus.fired).containsExactly(PAUSED, RESUMED);
        assertThat(bus.firedAsync).containsExactly(PAUSED, RESUMED);
    }

    @Test
    void shouldGoOnWhenAnObserverThrows() {
        bus.observer = event -> {
            throw new IllegalStateException("an observer's defect");
        };
        bus.asyncObserver = event -> {
            throw new NoClassDefFoundError("an observer's defect");
        };

        assertThatCode(() -> bridge.accept(PAUSED)).doesNotThrowAnyException();

        assertThat(bus.fired).containsExactly(PAUSED);
        assertThat(bus.firedAsync).containsExactly(PAUSED);
    }

    @Test
    void shouldGoOnWhenAnAsynchronousObserverFailsLater() {
        bus.outcome = CompletableFuture.failedStage(new CompletionException(new IllegalStateException("a defect")));

        assertThatCode(() -> bridge.accept(PAUSED)).doesNotThrowAnyException();

        assertThat(bus.fired).containsExactly(PAUSED);
    }

    /** A bus that notes what is fired on it. */
    private static final class Bus implements Event<DlqEvent> {

        private final List<DlqEvent> fired = new ArrayList<>();
        private final List<DlqEvent> firedAsync = new ArrayList<>();
        private Consumer<DlqEvent> observer = event -> {};
        private Consumer<DlqEvent> asyncObserver = event -> {};
        private CompletionStage<?> outcome = CompletableFuture.completedStage(null);

        @Override
        public void fire(DlqEvent event) {
            fired.add(event);
            observer.accept(event);
        }

        @Override
        @SuppressWarnings("unchecked") // the stage's value is not looked at
        public <U extends DlqEvent> CompletionStage<U> fireAsync(U event) {
            firedAsync.add(event);
            asyncObserver.accept(event);
            return (CompletionStage<U>) outcome;
        }

        @Override
        public <U extends DlqEvent> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Event<DlqEvent> select(Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends DlqEvent> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends DlqEvent> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }
    }
}
