package io.kafkadlq.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.cdi.DlqChannel;
import io.kafkadlq.api.event.ChannelPaused;
import io.kafkadlq.api.event.ChannelResumed;
import io.kafkadlq.api.event.DlqEvent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventBridgeTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final DlqEvent PAUSED = new ChannelPaused("orders", NOW, "olga");
    private static final DlqEvent RESUMED = new ChannelResumed("orders", NOW);

    private final Bus bus = new Bus();
    private final EventBridge bridge = new EventBridge(bus, observers());

    /** One of all our events in each way. */
    private static Observers observers() {
        var observers = new Observers();
        observers.found(new Observing(false));
        observers.found(new Observing(true));
        return observers;
    }

    @Test
    void shouldBoundWhatAsynchronousObserversHaveInHand() throws InterruptedException {
        var answers = new CopyOnWriteArrayList<CompletableFuture<DlqEvent>>();
        bus.asyncObserver = event -> {
            var answer = new CompletableFuture<DlqEvent>();
            answers.add(answer);
            bus.outcome = answer;
        };
        var teller = new Thread(() -> IntStream.range(0, 1_500).forEach(number -> bridge.tell(PAUSED)));

        teller.start();

        await().atMost(SOON).until(() -> answers.size() == 1_000);
        await().during(Duration.ofMillis(200)).until(() -> answers.size() == 1_000);
        answers.forEach(answer -> answer.complete(PAUSED));
        await().atMost(SOON).until(() -> answers.size() == 1_500);
        teller.join(SOON.toMillis());
        assertThat(bus.fired).hasSize(1_500);
    }

    @Test
    void shouldFireEachEventForObserversOfBothKinds() {
        bridge.tell(PAUSED);
        bridge.tell(RESUMED);

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

        assertThatCode(() -> bridge.tell(PAUSED)).doesNotThrowAnyException();

        assertThat(bus.fired).containsExactly(PAUSED);
        assertThat(bus.firedAsync).containsExactly(PAUSED);
    }

    @Test
    void shouldGoOnWhenAnAsynchronousObserverFailsLater() {
        bus.outcome = CompletableFuture.failedStage(new CompletionException(new IllegalStateException("a defect")));

        assertThatCode(() -> bridge.tell(PAUSED)).doesNotThrowAnyException();

        assertThat(bus.fired).containsExactly(PAUSED);
    }

    /** An observer of all our events. */
    private record Observing(boolean isAsync) implements ObserverMethod<DlqEvent> {

        @Override
        public Class<?> getBeanClass() {
            return EventBridgeTest.class;
        }

        @Override
        public Type getObservedType() {
            return DlqEvent.class;
        }

        @Override
        public Set<Annotation> getObservedQualifiers() {
            return Set.of();
        }

        @Override
        public Reception getReception() {
            return Reception.ALWAYS;
        }

        @Override
        public TransactionPhase getTransactionPhase() {
            return TransactionPhase.IN_PROGRESS;
        }
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
            assertThat(qualifiers).containsExactly(DlqChannel.Literal.of("orders"));
            return this;
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
