package io.kafkadlq.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.Receipt;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.cdi.DeadLettered;
import io.kafkadlq.api.cdi.RetryHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetteredTest {

    private static final Map<String, String> NO_RETRIES = Map.of("dlq.channel-defaults.retry.by", "nobody");

    private final Container container = Container.of(NO_RETRIES, Orders.class, Shelf.class, Again.class);
    private final Orders orders = container.bean(Orders.class);
    private final ScriptedDoor door = container.bean(ScriptedDoor.class);

    @AfterEach
    void stop() {
        container.close();
    }

    @Test
    void shouldLeaveAMethodAloneThatSucceeds() {
        assertThat(orders.count(Records.at(1), "")).isEqualTo("counted");
        assertThat(door.taken()).isEmpty();
    }

    @Test
    void shouldReturnOnceTheRecordOfAFailedMethodIsStored() {
        assertThatCode(() -> orders.book(Records.at(7), new IllegalStateException("sold out")))
                .doesNotThrowAnyException();

        assertThat(door.taken()).containsExactly("orders: 7, sold out");
    }

    @Test
    void shouldStoreWhatFailsByACheckedExceptionOrAnError() {
        orders.book(Records.at(1), new Exception("checked"));
        orders.book(Records.at(2), new NoClassDefFoundError("gone"));

        assertThat(door.taken()).containsExactly("orders: 1, checked", "orders: 2, gone");
    }

    @Test
    void shouldReturnNullForWhatAMethodFailedToReturn() {
        assertThat(orders.count(Records.at(1), "no number")).isNull();
        assertThat(door.taken()).containsExactly("orders: 1, no number");
    }

    @Test
    void shouldThrowTheMethodsOwnFailureIfTheRecordIsNotStored() {
        var full = new DlqException("no room");
        door.answers(CompletableFuture.failedStage(full));
        var failure = new IllegalStateException("sold out");

        assertThatThrownBy(() -> orders.book(Records.at(1), failure)).isSameAs(failure);

        assertThat(failure).hasSuppressedException(full);
    }

    @Test
    void shouldNotWaitForeverForAStoreThatIsAway() {
        door.answers(new CompletableFuture<>());
        var failure = new IllegalStateException("sold out");
        var interceptor = new DeadLetteredInterceptor(door, Duration.ofMillis(1));

        assertThatThrownBy(() -> interceptor.around(new Failing(failure))).isSameAs(failure);

        assertThat(failure.getSuppressed()[0])
                .hasMessage("The record was not durable within PT0.001S; it may be later");
    }

    @Test
    void shouldLeaveAnInterruptedMethodToItsCaller() {
        assertThatThrownBy(() -> orders.book(Records.at(1), new InterruptedException()))
                .isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(door.taken()).isEmpty();
    }

    @Test
    void shouldStoreTheRecordOfAStageThatFails() {
        var stage = new CompletableFuture<String>();
        var outcome = orders.start(Records.at(3), stage).toCompletableFuture();
        var receipt = new CompletableFuture<Receipt>();
        door.answers(receipt);

        stage.completeExceptionally(new IllegalStateException("sold out"));

        assertThat(door.taken()).containsExactly("orders: 3, sold out");
        assertThat(outcome).isNotDone();
        receipt.complete(null);
        assertThat(outcome).isCompletedWithValue(null);
    }

    @Test
    void shouldPassOnWhatAStageCompletesWith() {
        var outcome = orders.start(Records.at(3), CompletableFuture.completedStage("done"));

        assertThat(outcome.toCompletableFuture()).isCompletedWithValue("done");
    }

    @Test
    void shouldStoreTheRecordOfAStageThatIsNotEvenStarted() {
        var outcome = orders.start(Records.at(3), null);

        assertThat(outcome.toCompletableFuture()).isCompletedWithValue(null);
        assertThat(door.taken()).containsExactly("orders: 3, no stage");
    }

    @Test
    void shouldFailTheStageIfThereIsNoRoomForItsRecord() {
        door.isFull();
        var failure = new IllegalStateException("sold out");

        var outcome = orders.start(Records.at(3), CompletableFuture.failedStage(failure));

        assertThat(outcome.toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCause(failure);
        assertThat(failure.getSuppressed()[0]).hasMessageContaining("Channel 'orders' has no room now");
    }

    @Test
    void shouldTakeTheChannelOfTheMethodBeforeThatOfTheClass() {
        var shelf = container.bean(Shelf.class);

        shelf.fill(Records.at(1));
        shelf.empty(Records.at(2));

        assertThat(door.taken()).containsExactly("shelf: 1, full", "elsewhere: 2, empty");
        assertThatThrownBy(shelf::clean).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldLeaveTheFailureOfARetryToTheEngineAlsoBehindAnotherBean() {
        var again = ((RecordHandler.ForDeciding)
                        container.application().retryHandlers().get("orders"))
                .handler();
        var retry = new HandlingContext("orders", 2, Optional.empty());

        assertThatThrownBy(() -> again.handle(Records.at(5), retry)).hasMessage("attempt 2");

        assertThat(door.taken()).containsExactly("elsewhere: 5, empty");
    }

    /** A method that fails, as the container shows it to its interceptor. */
    private record Failing(RuntimeException failure) implements InvocationContext {

        @Override
        public Object getTarget() {
            return new Orders();
        }

        @Override
        public Object getTimer() {
            return null;
        }

        @Override
        public Method getMethod() {
            try {
                return Orders.class.getDeclaredMethod("book", ConsumerRecord.class, Throwable.class);
            } catch (NoSuchMethodException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Constructor<?> getConstructor() {
            return null;
        }

        @Override
        public Object[] getParameters() {
            return new Object[] {Records.at(1), failure};
        }

        @Override
        public void setParameters(Object[] parameters) {}

        @Override
        public Map<String, Object> getContextData() {
            return Map.of();
        }

        @Override
        public Object proceed() {
            throw failure;
        }
    }

    /** A consumer whose records tell how it fails. */
    @ApplicationScoped
    static class Orders {

        @DeadLettered(channel = "orders")
        void book(ConsumerRecord<byte[], byte[]> order, Throwable failure) {
            throw DeadLetteredTest.<RuntimeException>sneakily(failure);
        }

        @DeadLettered(channel = "orders")
        public String count(ConsumerRecord<?, byte[]> order, String failure) {
            if (!failure.isEmpty()) {
                throw new NumberFormatException(failure);
            }
            return "counted";
        }

        @DeadLettered(channel = "orders")
        public CompletionStage<String> start(ConsumerRecord<byte[], byte[]> order, CompletionStage<String> stage) {
            return Optional.ofNullable(stage).orElseThrow(() -> new IllegalStateException("no stage"));
        }
    }

    @SuppressWarnings("unchecked") // a bean may be written in a language that does not check exceptions
    private static <T extends Throwable> T sneakily(Throwable failure) throws T {
        throw (T) failure;
    }

    /** A class of which all methods with a record are meant. */
    @ApplicationScoped
    @DeadLettered(channel = "shelf")
    static class Shelf {

        public void fill(ConsumerRecord<?, ?> order) {
            throw new IllegalStateException("full");
        }

        @DeadLettered(channel = "elsewhere")
        public void empty(ConsumerRecord<?, ?> order) {
            throw new IllegalStateException("empty");
        }

        public void clean() {
            throw new IllegalStateException("dirty");
        }
    }

    /** A handler of retries that calls the consumer, and others on the way. */
    @ApplicationScoped
    static class Again {

        @Inject
        Orders orders;

        @Inject
        Shelf shelf;

        @RetryHandler("orders")
        void again(ConsumerRecord<byte[], byte[]> order, HandlingContext context) {
            shelf.empty(order);
            var copy = new ConsumerRecord<byte[], byte[]>(order.topic(), order.partition(), order.offset(), null, null);
            orders.book(copy, new IllegalStateException("attempt " + context.attempt()));
        }
    }
}
