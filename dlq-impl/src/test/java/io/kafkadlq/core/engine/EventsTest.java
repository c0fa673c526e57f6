package io.kafkadlq.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.event.ChannelPaused;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.api.event.RecordEvent;
import io.kafkadlq.api.event.RecordResolved;
import io.kafkadlq.core.time.RecordIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listeners that cannot keep up, and those who have nothing to do with it. */
class EventsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final int FLOOD = 50_000;

    private final Events events = new Events(Thread::new);
    private final List<DlqEvent> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        events.close();
    }

    private static RecordResolved resolved() {
        return new RecordResolved("orders", NOW, RecordIds.next(), 1);
    }

    @Test
    void shouldHoldNobodyUpAndCountWhatListenersAreTooSlowFor() throws InterruptedException {
        var free = new CountDownLatch(1);
        events.listen(Listener.ofAll(event -> {
            awaitQuietly(free);
            told.add(event);
        }));

        for (int i = 0; i < FLOOD; i++) {
            events.tell(resolved());
        }
        events.tell(new ChannelPaused("orders", NOW, "flooded"));
        free.countDown();

        assertThat(events.untold()).isBetween(FLOOD - 10_002L, FLOOD - 10_000L);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told).hasSize((int) (FLOOD - events.untold()) + 1));
        assertThat(told).last().isInstanceOf(ChannelPaused.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldCountNothingThatNobodyWants() {
        events.listen(Listener.of(ChannelPaused.class, told::add));

        for (int i = 0; i < FLOOD; i++) {
            events.tell(resolved());
        }

        assertThat(events.wants(RecordResolved.class)).isFalse();
        assertThat(events.untold()).isZero();
    }

    @Test
    void shouldTellThoseWhoWantAllTheKindsOfASealedType() {
        events.listen(Listener.of(RecordEvent.class, told::add));

        events.tell(new ChannelPaused("orders", NOW, "flooded"));
        events.tell(resolved());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told).hasSize(1));
        assertThat(told.get(0)).isInstanceOf(RecordResolved.class);
    }
}
