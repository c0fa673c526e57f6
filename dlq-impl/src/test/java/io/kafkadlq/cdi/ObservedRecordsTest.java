package io.kafkadlq.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.cdi.DeadLettered;
import io.kafkadlq.api.cdi.DlqChannel;
import io.kafkadlq.api.event.BreakerChanged;
import io.kafkadlq.api.event.ChannelPaused;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.api.event.RecordEvent;
import io.kafkadlq.api.event.RecordResolved;
import io.kafkadlq.api.event.RecordStored;
import io.kafkadlq.cdi.fault.KafkaGuard;
import io.kafkadlq.cdi.fault.StoreGuard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What beans observe of records and channels, in each way that CDI has. */
class ObservedRecordsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private static Container running(Class<?>... observers) {
        SEEN.clear();
        var beans = new ArrayList<Class<?>>(
                List.of(DlqProducer.class, StoreGuard.class, KafkaGuard.class, Orders.class, Payments.class));
        beans.addAll(List.of(observers));
        return Container.of(
                Map.of("dlq.channel-defaults.retry.backoff", "fixed:PT0.01S"), beans.toArray(Class<?>[]::new));
    }

    private static void awaitSeen(String... lines) {
        await().atMost(SOON).untilAsserted(() -> assertThat(SEEN).containsExactlyInAnyOrder(lines));
    }

    @Test
    void shouldTellObserversOfEachWay() {
        try (var container = running(InEachWay.class)) {
            container.bean(Orders.class).book(Records.at(1));

            awaitSeen(
                    "sync RecordStored of orders",
                    "async RecordStored of orders",
                    "after success RecordStored of orders",
                    "resolved of orders");
        }
    }

    @Test
    void shouldTellObserversOfAChannelOfNoOther() {
        try (var container = running(OfOrders.class)) {
            container.bean(Payments.class).pay(Records.at(1));
            container.bean(Orders.class).book(Records.at(2));

            awaitSeen(
                    "orders: RecordStored of orders",
                    "orders: RetryScheduled of orders",
                    "orders: RecordResolved of orders",
                    "all: RecordResolved of orders",
                    "all: RecordResolved of payments");
        }
    }

    @Test
    void shouldTellObserversOfAllThere() {
        try (var container = running(OfAll.class)) {
            container.bean(Orders.class).book(Records.at(1));
            container.bean(ChannelControl.class).pause();

            awaitSeen(
                    "RecordStored of orders",
                    "RetryScheduled of orders",
                    "RecordResolved of orders",
                    "ChannelPaused of default");
        }
    }

    @Test
    void shouldKnowWhatIsObserved() {
        try (var container = running(OfOrders.class)) {
            Observers observers = container.extension().observers();

            assertThat(observers.of(RecordStored.class)).isEqualTo(new Observers.Ways(true, false));
            assertThat(observers.of(RecordResolved.class)).isEqualTo(new Observers.Ways(true, true));
            assertThat(observers.of(ChannelPaused.class).isAny()).isFalse();
            assertThat(observers.of(BreakerChanged.class).isAny()).isFalse();
        }
    }

    /** An observer of one kind in each way. */
    @ApplicationScoped
    static class InEachWay {

        void sync(@Observes RecordStored event) {
            SEEN.add("sync RecordStored of " + event.channel());
        }

        void async(@ObservesAsync RecordStored event) {
            SEEN.add("async RecordStored of " + event.channel());
        }

        void afterSuccess(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecordStored event) {
            SEEN.add("after success RecordStored of " + event.channel());
        }

        void resolved(@Observes RecordResolved event) {
            SEEN.add("resolved of " + event.channel());
        }
    }

    /** An observer of one channel, and one of a kind. */
    @ApplicationScoped
    static class OfOrders {

        void orders(@Observes @DlqChannel("orders") RecordEvent event) {
            SEEN.add("orders: " + event.getClass().getSimpleName() + " of " + event.channel());
        }

        void all(@ObservesAsync RecordResolved event) {
            SEEN.add("all: " + event.getClass().getSimpleName() + " of " + event.channel());
        }
    }

    /** An observer of whatever there is. */
    @ApplicationScoped
    static class OfAll {

        void all(@Observes DlqEvent event) {
            SEEN.add(event.getClass().getSimpleName() + " of " + event.channel());
        }
    }

    /** A consumer that fails at first. */
    @ApplicationScoped
    static class Orders {

        private final FirstCall first = new FirstCall();

        @DeadLettered(channel = "orders")
        void book(ConsumerRecord<byte[], byte[]> order) {
            first.fails();
        }
    }

    /** Another. */
    @ApplicationScoped
    static class Payments {

        private final FirstCall first = new FirstCall();

        @DeadLettered(channel = "payments")
        void pay(ConsumerRecord<byte[], byte[]> payment) {
            first.fails();
        }
    }

    /** Throws once. */
    private static final class FirstCall {

        private final AtomicBoolean over = new AtomicBoolean();

        void fails() {
            if (over.compareAndSet(false, true)) {
                throw new IllegalStateException("sold out");
            }
        }
    }
}
