package io.kafkadlq.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.ChangeCommand;
import io.kafkadlq.api.ChangeCommand.Turn;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.RedriveCommand;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.api.event.RecordEvent;
import io.kafkadlq.api.event.RecordExpired;
import io.kafkadlq.api.event.RecordFailed;
import io.kafkadlq.api.event.RecordHeld;
import io.kafkadlq.api.event.RecordRedriven;
import io.kafkadlq.api.event.RecordReleased;
import io.kafkadlq.api.event.RecordResolved;
import io.kafkadlq.api.event.RecordRestored;
import io.kafkadlq.api.event.RecordSkipped;
import io.kafkadlq.api.event.RecordStored;
import io.kafkadlq.api.event.RecordsExpired;
import io.kafkadlq.api.event.RetryScheduled;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.api.store.StoreFixtures;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.redrive.PrefixedHeaders;
import io.kafkadlq.core.redrive.RecordPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of records, from the engine's doors on. */
class RecordEventsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final UnsteadyStorage storage = new UnsteadyStorage();
    private final List<DlqEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private Engine engine = start(Map.of());

    private Engine start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("dlq.store.type", "memory");
        all.put("dlq.channels", "retried");
        all.put("dlq.channel-defaults.retry.backoff", "fixed:PT0.01S");
        all.put("dlq.channel-defaults.retry.max-attempts", "3");
        var handlers = Map.of("retried", RecordHandler.each(record -> {
            if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("broken");
            }
        }));
        engine = new Engine(
                Configured.by(all),
                new Engine.Parts(
                        storage,
                        new Acknowledging(),
                        new PrefixedHeaders(),
                        new NoSources(),
                        new Application(Map.of(), handlers, Map.of()),
                        exceptions -> ErrorType.TRANSIENT,
                        new NoPlugins(),
                        2,
                        Thread::new,
                        Clock.systemUTC()));
        engine.start();
        engine.listen(Listener.of(DlqEvent.class, events::add));
        return engine;
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private static ConsumerRecord<byte[], byte[]> at(long offset) {
        return new ConsumerRecord<>("orders", 0, offset, "key".getBytes(StandardCharsets.UTF_8), new byte[] {1});
    }

    private RecordId handle(String channel, long offset) {
        return engine.handler(channel)
                .handle(at(offset), new IllegalStateException("sold out"))
                .toCompletableFuture()
                .join()
                .id();
    }

    private void ask(RecordAction action, RecordId id) {
        engine.desk()
                .change(new ChangeCommand(id, action, OptionalLong.empty(), Turn.IN_ORDER, "anna", "why not"))
                .toCompletableFuture()
                .join();
    }

    private List<String> kinds() {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    private void awaitKinds(String... kinds) {
        await().atMost(SOON).untilAsserted(() -> assertThat(kinds()).containsExactly(kinds));
    }

    private <E extends DlqEvent> E only(Class<E> kind) {
        return events.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTellOfARecordFromIntakeToTheRetryThatSucceeds() {
        failuresLeft.set(1);

        var id = handle("retried", 7);

        awaitKinds("RecordStored", "RetryScheduled", "RetryScheduled", "RecordResolved");
        var stored = (RecordStored) events.get(0);
        assertThat(stored.channel()).isEqualTo("retried");
        assertThat(stored.id()).isEqualTo(id);
        assertThat(stored.status()).isEqualTo(DlqStatus.PENDING);
        assertThat(stored.errorType()).isEqualTo(ErrorType.TRANSIENT);
        assertThat(stored.exceptionClass()).contains("java.lang.IllegalStateException");
        assertThat(((RetryScheduled) events.get(2)).failures()).isEqualTo(2);
        assertThat(((RecordResolved) events.get(3)).attempts()).isEqualTo(3);
        assertThat(events).allMatch(event -> ((RecordEvent) event).id().equals(id));
    }

    @Test
    void shouldTellOfARecordThatIsGivenUp() {
        failuresLeft.set(100);

        var id = handle("retried", 7);

        awaitKinds("RecordStored", "RetryScheduled", "RetryScheduled", "RecordFailed");
        var failed = only(RecordFailed.class);
        assertThat(failed.id()).isEqualTo(id);
        assertThat(failed.attempts()).isEqualTo(3);
        assertThat(failed.errorType()).isEqualTo(ErrorType.TRANSIENT);
    }

    @Test
    void shouldTellOfNoRecordTwice() {
        handle("default", 7);
        handle("default", 7);
        handle("default", 8);

        awaitKinds("RecordStored", "RecordStored");
    }

    @Test
    void shouldTellOfARecordOnlyWhenTheStoreHasIt() {
        storage.away = true;
        var receipt = engine.handler().handle(at(7), new IllegalStateException("sold out"));
        await().atMost(SOON).until(() -> storage.saves.get() > 1);
        assertThat(events).isEmpty();

        storage.away = false;

        receipt.toCompletableFuture().join();
        awaitKinds("RecordStored");
    }

    @Test
    void shouldTellWhatPeopleDoWithARecord() {
        var id = handle("default", 7);

        ask(RecordAction.HOLD, id);
        ask(RecordAction.RELEASE, id);
        ask(RecordAction.SKIP, id);
        ask(RecordAction.RESTORE, id);
        ask(RecordAction.EXPIRE, id);
        ask(RecordAction.HOLD, id);

        awaitKinds("RecordStored", "RecordHeld", "RecordReleased", "RecordSkipped", "RecordRestored", "RecordExpired");
        assertThat(only(RecordHeld.class))
                .isEqualTo(new RecordHeld("default", at(RecordHeld.class), id, "anna", "why not"));
        assertThat(only(RecordReleased.class).actor()).isEqualTo("anna");
        assertThat(only(RecordSkipped.class).actor()).isEqualTo("anna");
        assertThat(only(RecordRestored.class).reason()).isEqualTo("why not");
        assertThat(only(RecordExpired.class).reason()).isEqualTo("why not");
    }

    private Instant at(Class<? extends DlqEvent> kind) {
        return only(kind).at();
    }

    @Test
    void shouldTellThatAPersonHasARecordRetried() {
        failuresLeft.set(2);
        var id = handle("retried", 7);
        awaitKinds("RecordStored", "RetryScheduled", "RetryScheduled", "RecordFailed");
        events.clear();

        ask(RecordAction.RETRY, id);

        awaitKinds("RetryScheduled", "RecordResolved");
        assertThat(only(RetryScheduled.class).failures()).isEqualTo(3);
    }

    @Test
    void shouldTellWhereARecordWasRedrivenToAndByWhom() {
        var id = handle("default", 7);

        engine.desk()
                .redrive(new RedriveCommand(id, Optional.empty(), OptionalLong.empty(), "anna", ""))
                .toCompletableFuture()
                .join();

        awaitKinds("RecordStored", "RecordRedriven");
        assertThat(only(RecordRedriven.class).topic()).isEqualTo("orders");
        assertThat(only(RecordRedriven.class).actor()).isEqualTo("anna");
    }

    @Test
    void shouldTellHowManyRecordsExpired() {
        var retention = new ToldStorage(storage.steady, new RecordEvents(telling(), Clock.systemUTC()))
                .retention()
                .orElseThrow();
        StoreFixtures.value(
                storage.steady.save(List.of(StoreFixtures.complete("orders", 1), StoreFixtures.complete("orders", 2))));
        var later = Clock.systemUTC().instant().plus(Duration.ofDays(1));
        String channel = StoreFixtures.complete("orders", 1).channel();

        StoreFixtures.value(retention.expire(channel, later, later, 10));
        StoreFixtures.value(retention.expire(channel, later, later, 10));

        awaitKinds("RecordsExpired");
        assertThat(only(RecordsExpired.class).count()).isEqualTo(2);
    }

    private Events telling() {
        var telling = new Events(Thread::new);
        telling.listen(Listener.ofAll(events::add));
        return telling;
    }

    @Test
    void shouldTellNothingOfWhatTheStoreRefused() {
        var told = new ToldStorage(storage, new RecordEvents(telling(), Clock.systemUTC()));
        storage.refuses = record -> true;

        var result = StoreFixtures.result(told.save(List.of(StoreFixtures.complete("orders", 1))));

        assertThat(result).isInstanceOf(StorageResult.Failure.class);
        storage.refuses = record -> false;
        StoreFixtures.value(told.save(List.of(StoreFixtures.complete("orders", 2))));
        await().atMost(SOON).until(() -> !events.isEmpty());
        assertThat(events).filteredOn(RecordStored.class::isInstance).hasSize(1);
    }

    @Test
    void shouldMakeOnlyWhatIsWanted() {
        List<DlqEvent> others = new ArrayList<>();
        engine.listen(Listener.of(RecordHeld.class, others::add));

        ask(RecordAction.HOLD, handle("default", 7));

        await().atMost(SOON).untilAsserted(() -> assertThat(others).hasSize(1));
        assertThat(others.get(0)).isInstanceOf(RecordHeld.class);
    }

    /** Kafka, as far as it takes everything. */
    private static final class Acknowledging implements RecordPublisher {

        @Override
        public CompletionStage<Published> publish(String topic, DlqRecord record, DlqHeaders headers) {
            return CompletableFuture.completedStage(new Published(topic, 0, 1));
        }

        @Override
        public void close() {}
    }
}
