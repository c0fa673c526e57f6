package io.kafkadlq.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqOverloadedException;
import io.kafkadlq.api.Receipt;
import io.kafkadlq.api.Submission;
import io.kafkadlq.api.event.BackpressureChanged;
import io.kafkadlq.api.event.ChannelPaused;
import io.kafkadlq.api.event.ChannelResumed;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.flow.Door;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.flow.LoadMetrics;
import io.kafkadlq.api.flow.PressureState;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.policy.BackoffStrategy;
import io.kafkadlq.api.spi.ThreadPlacement;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.redrive.PrefixedHeaders;
import io.kafkadlq.core.redrive.RecordPublisher;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an engine protects itself, seen from the outside. */
class EngineFlowTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MAX_PENDING = 64;

    private final UnsteadyStorage storage = new UnsteadyStorage();
    private final Queue<DlqEvent> events = new ConcurrentLinkedQueue<>();
    private volatile double wanted = 1;
    private Engine engine;

    /** As the test wants it. */
    private final BackpressureStrategy ours = new BackpressureStrategy() {
        @Override
        public String name() {
            return "ours";
        }

        @Override
        public double acceptance(double present, LoadMetrics load) {
            return wanted;
        }
    };

    private final Engine.Plugins plugins = new Engine.Plugins() {
        @Override
        public Optional<ThreadPlacement> placement(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<BackpressureStrategy> strategy(String name) {
            return name.equals(ours.name()) ? Optional.of(ours) : Optional.empty();
        }

        @Override
        public Optional<BackoffStrategy> backoff(String name) {
            return Optional.empty();
        }
    };

    private void start(Map<String, String> channel) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "dlq.store.type", "memory",
                "dlq.drain-timeout", "PT0.3S",
                "dlq.channel.default.batch.max-size", "64",
                "dlq.channel.default.batch.retry-pause", "PT0.01S",
                "dlq.channel.default.backpressure.submit-timeout", "PT0S",
                "dlq.channel.default.backpressure.max-pending", Integer.toString(MAX_PENDING)));
        channel.forEach((key, value) -> settings.put("dlq.channel.default." + key, value));
        RecordPublisher nowhere = new RecordPublisher() {
            @Override
            public CompletionStage<Published> publish(String topic, DlqRecord record, DlqHeaders headers) {
                return CompletableFuture.failedStage(new IllegalStateException("no Kafka in this test"));
            }

            @Override
            public void close() {}
        };
        engine = new Engine(
                Configured.by(settings),
                new Engine.Parts(
                        storage,
                        nowhere,
                        new PrefixedHeaders(),
                        new NoSources(),
                        Application.none(),
                        exceptions -> ErrorType.UNKNOWN,
                        plugins,
                        2,
                        Thread::new,
                        Clock.systemUTC()));
        engine.listen(events::add);
        engine.start();
    }

    @AfterEach
    void stop() {
        storage.hangs = false;
        storage.away = false;
        engine.close();
    }

    private Submission tryOne(DlqHandler handler) {
        return handler.trySubmit(handler.newRecord(Payload.of(null, new byte[10], DlqHeaders.none()))
                .build());
    }

    private FlowStatus flow() {
        return engine.desk().flow().get("default");
    }

    @Test
    void shouldNeverHoldMoreThanMayBePending() {
        start(Map.of("backpressure.high-watermark", "1.0"));
        storage.hangs = true;
        DlqHandler handler = engine.handler();
        List<Submission> submissions = new ArrayList<>();

        for (int i = 0; i < 10 * MAX_PENDING; i++) {
            submissions.add(tryOne(handler));
            assertThat(flow().store().load().pending()).isLessThanOrEqualTo(MAX_PENDING);
        }

        assertThat(submissions)
                .filteredOn(Submission.Accepted.class::isInstance)
                .hasSize(MAX_PENDING);
        assertThat(flow().store().entered()).isEqualTo(MAX_PENDING);
        assertThat(flow().store().refusals()).isEqualTo(9 * MAX_PENDING);
    }

    @Test
    void shouldSayAsAValueThatThereIsNoRoomAndTakeTheRecordLater() {
        start(Map.of("backpressure.strategy", "ours"));
        wanted = 0;
        DlqHandler handler = engine.handler();
        await().atMost(SOON).until(() -> flow().store().state() == PressureState.CLOSED);

        Submission refused = tryOne(handler);
        assertThat(refused)
                .isInstanceOfSatisfying(Submission.Overloaded.class, overloaded -> assertThat(overloaded.retryAfter())
                        .isPositive());

        wanted = 1;
        await().atMost(SOON).until(() -> flow().store().state() == PressureState.NORMAL);
        CompletionStage<Receipt> receipt = tryOne(handler)
                .fold(taken -> taken, retryAfter -> CompletableFuture.failedStage(new AssertionError("no room")));
        assertThat(receipt.toCompletableFuture()).succeedsWithin(SOON);
    }

    @Test
    void shouldFailTheReceiptOfAHandOverThatFindsNoRoomInTime() {
        start(Map.of("backpressure.strategy", "ours"));
        wanted = 0;
        await().atMost(SOON).until(() -> flow().store().state() == PressureState.CLOSED);
        DlqHandler handler = engine.handler();
        DlqRecord letter =
                handler.newRecord(Payload.of(null, null, DlqHeaders.none())).build();

        assertThat(handler.submit(letter).toCompletableFuture())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(DlqOverloadedException.class, overloaded -> assertThat(overloaded.retryAfter())
                        .isPositive());
    }

    @Test
    void shouldTellThatADoorClosedAndOpenedAgain() {
        start(Map.of("backpressure.strategy", "ours"));
        wanted = 0;
        await().atMost(SOON).until(() -> !events.isEmpty());
        wanted = 1;
        await().atMost(SOON).until(() -> events.size() == 2);

        assertThat(events)
                .extracting(event -> (BackpressureChanged) event)
                .extracting(BackpressureChanged::door, BackpressureChanged::from, BackpressureChanged::to)
                .containsExactly(
                        tuple(Door.STORE, PressureState.NORMAL, PressureState.CLOSED),
                        tuple(Door.STORE, PressureState.CLOSED, PressureState.NORMAL));
    }

    @Test
    void shouldTellAllListenersEvenIfOneFails() {
        start(Map.of());
        engine.listen(event -> {
            throw new IllegalStateException("a listener's defect");
        });
        Queue<DlqEvent> others = new ConcurrentLinkedQueue<>();
        engine.listen(others::add);
        ChannelControl control = engine.control("default");

        control.pause();
        control.pause();
        control.resume();

        await().atMost(SOON).until(() -> others.size() == 2);
        assertThat(others.poll()).isInstanceOfSatisfying(ChannelPaused.class, paused -> assertThat(paused.reason())
                .isEqualTo("by hand"));
        assertThat(others.poll()).isInstanceOf(ChannelResumed.class);
    }

    @Test
    void shouldTellNothingToWhoHasStoppedListening() throws Exception {
        start(Map.of());
        Queue<DlqEvent> former = new ConcurrentLinkedQueue<>();
        engine.listen(former::add).close();

        engine.control("default").pause();

        await().atMost(SOON).until(() -> events.size() == 1);
        assertThat(former).isEmpty();
    }

    @Test
    void shouldHaveNoRateToLimitWithoutAHandler() {
        start(Map.of());

        assertThatThrownBy(() -> engine.control("default").limitRate(5))
                .isInstanceOf(DlqException.class)
                .hasMessageContaining("default");
        assertThat(flow().handler()).isEmpty();
        assertThat(flow().breaker()).isEmpty();
        assertThat(flow().permitsPerSecond()).isEmpty();
    }
}
