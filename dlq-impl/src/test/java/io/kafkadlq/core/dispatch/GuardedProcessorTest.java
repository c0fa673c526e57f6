package io.kafkadlq.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.FailedRecordsException;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.model.RetryStatistics;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Feed;
import io.kafkadlq.core.flow.WindowedBreaker;
import io.kafkadlq.core.metrics.HandlingMetrics;
import io.kafkadlq.core.time.NanoClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Behind a breaker: while what the handler depends on is down its records wait, and none of them is spent. */
class GuardedProcessorTest {

    /** The shapes that a handler can have. */
    enum Shape {
        EACH,
        ASYNC,
        LISTS;

        RecordHandler handler(RecordHandler.Each work) {
            return switch (this) {
                case EACH -> RecordHandler.each(work);
                case ASYNC -> RecordHandler.async(record -> CompletableFuture.runAsync(() -> run(work, record)));
                case LISTS ->
                    RecordHandler.lists(records -> {
                        for (ConsumerRecord<byte[], byte[]> record : records) {
                            work.handle(record);
                        }
                    });
            };
        }

        private static void run(RecordHandler.Each work, ConsumerRecord<byte[], byte[]> record) {
            try {
                work.handle(record);
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private static final int PROBES = 3;

    private final Feed feed = new Feed(0, 8192);
    private final HandlingMetrics metrics = new HandlingMetrics();
    private final Set<Long> deadLetters = ConcurrentHashMap.newKeySet();
    private final Queue<ConsumerRecord<byte[], byte[]>> seen = new ConcurrentLinkedQueue<>();
    private final AtomicLong now = new AtomicLong();
    private final Queue<BreakerState> changes = new ConcurrentLinkedQueue<>();
    private WindowedBreaker breaker = breaker(Map.of());
    private ParallelProcessor processor = processor(Map.of(), RecordHandler.each(seen::add));

    private WindowedBreaker breaker(Map<String, String> settings) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "circuit-breaker.consecutive-failures", "4",
                "circuit-breaker.probes", Integer.toString(PROBES),
                "circuit-breaker.failure-rate", "1.0",
                "circuit-breaker.open-for", "PT10S"));
        keys.putAll(settings);
        return new WindowedBreaker(
                Configured.channel(keys).circuitBreaker(), now::get, (from, to, why) -> changes.add(to));
    }

    private ParallelProcessor processor(Map<String, String> settings, RecordHandler handler) {
        ChannelConfig channel = Configured.channel(settings);
        return new ParallelProcessor(
                channel.order(),
                channel.processing(),
                new ParallelProcessor.Parts(
                        "test",
                        handler,
                        this::deadLetter,
                        metrics,
                        2,
                        Thread::new,
                        Optional.empty(),
                        NanoClock.SYSTEM,
                        Optional.of(breaker)));
    }

    private boolean deadLetter(Delivery delivery, Throwable why) {
        deadLetters.add(delivery.record().offset());
        delivery.done();
        return true;
    }

    private void use(Map<String, String> settings, RecordHandler handler) {
        processor.close(Duration.ZERO);
        processor = processor(settings, handler);
    }

    @AfterEach
    void close() {
        processor.close(Duration.ZERO);
    }

    private void offer(int records, int keys) {
        IntStream.range(0, records).forEach(i -> {
            assertThat(processor.offer(feed.next("key-" + i % keys))).isTrue();
            processor.endOfBatch();
        });
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
        processor.pulse();
    }

    private long committable() {
        return feed.ledger().committable();
    }

    static Stream<Arguments> shapesAndOrders() {
        return Stream.of(Shape.values())
                .flatMap(shape -> Stream.of(ProcessingOrder.values()).map(order -> Arguments.of(shape, order)));
    }

    @ParameterizedTest
    @MethodSource("shapesAndOrders")
    void shouldStopCallingSpendNothingAndHandleAllInOrderAfterwards(Shape shape, ProcessingOrder order) {
        var down = new CountDownLatch(1);
        var calls = new AtomicInteger();
        Queue<Long> failed = new ConcurrentLinkedQueue<>();
        use(
                Map.of("order", order.name(), "processing.concurrency", "4", "processing.max-batch", "1"),
                shape.handler(record -> {
                    calls.incrementAndGet();
                    if (down.getCount() > 0) {
                        failed.add(record.offset());
                        throw new IllegalStateException("down");
                    }
                    seen.add(record);
                }));

        offer(1000, 50);
        await().until(() -> breaker.state() == BreakerState.OPEN);
        await().until(() -> failed.size() == calls.get() && failed.size() == deadLetters.size());
        int atOpening = calls.get();
        for (int period = 1; period <= 3; period++) {
            int probes = PROBES * period;
            pass(Duration.ofSeconds(9));
            assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
            pass(Duration.ofSeconds(1));
            await().until(() -> breaker.state() == BreakerState.OPEN);
            assertThat(calls).hasValue(atOpening + probes);
            await().until(() -> deadLetters.size() == atOpening + probes);
        }
        assertThat(atOpening).isBetween(4, 8);

        down.countDown();
        pass(Duration.ofSeconds(10));

        await().until(() -> committable() == 1000);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(calls).hasValue(1000);
        assertThat(deadLetters).containsExactlyInAnyOrderElementsOf(failed);
        assertOrder(order);
    }

    private void assertOrder(ProcessingOrder order) {
        Map<String, Long> latest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : seen) {
            String line = order == ProcessingOrder.KEY ? new String(record.key(), StandardCharsets.UTF_8) : "";
            Long before = latest.put(line, record.offset());
            assertThat(before == null || before < record.offset() || order == ProcessingOrder.UNORDERED)
                    .as("%s after %s", record.offset(), before)
                    .isTrue();
        }
    }

    private void open() {
        for (int i = 0; i < 4; i++) {
            breaker.failed(breaker.tryAcquire(), new IllegalStateException("down"));
        }
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetGoOfARevokedPartitionAtOnceThoughItsRecordsWait(Shape shape) {
        use(Map.of(), shape.handler(seen::add));
        open();
        offer(100, 10);

        feed.revoke();

        assertThat(processor.mayBegin()).isFalse();
        assertThat(feed.isAtWork()).isFalse();
        assertThat(feed.isUnderWay()).isFalse();
        pass(Duration.ofSeconds(10));
        await().until(() -> metrics.inside() == 0);
        assertThat(seen).isEmpty();
        assertThat(metrics.snapshot(RetryStatistics.NONE, List.of(), List.of()).abandoned())
                .isEqualTo(100);
        assertThat(breaker.available()).isEqualTo(PROBES);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveAllBackAtOnceWhenItIsClosedBehindAnOpenBreaker(Shape shape) {
        use(Map.of(), shape.handler(seen::add));
        open();
        offer(100, 10);

        Thread closing = closing();

        await().until(() -> !closing.isAlive());
        assertThat(metrics.inside()).isZero();
        assertThat(seen).isEmpty();
        assertThat(deadLetters).isEmpty();
        assertThat(committable()).isEqualTo(-1);
    }

    private Thread closing() {
        var closing = new Thread(() -> processor.close(Duration.ofDays(1)));
        closing.setDaemon(true);
        closing.start();
        return closing;
    }

    @Test
    void shouldLetWhatHasBegunEndWhenItIsClosedBehindAnOpenBreaker() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        use(Map.of("processing.concurrency", "1"), RecordHandler.each(record -> {
            begun.countDown();
            end.await();
            seen.add(record);
        }));
        offer(10, 1);
        begun.await();
        open();
        Thread closing = closing();
        await().until(() -> !processor.offer(feed.next("late")));
        assertThat(closing.isAlive()).isTrue();
        end.countDown();
        await().until(() -> !closing.isAlive());

        assertThat(seen).hasSize(1);
        assertThat(committable()).isEqualTo(1);
    }

    @Test
    void shouldHoldNeitherPermitNorPermissionWhileItWaitsForTheOther() {
        List<CompletableFuture<Void>> stages = Collections.synchronizedList(new ArrayList<>());
        use(Map.of("processing.concurrency", "2", "order", "unordered"), RecordHandler.async(record -> {
            seen.add(record);
            var stage = new CompletableFuture<Void>();
            stages.add(stage);
            return stage;
        }));
        offer(40, 40);
        await().until(() -> stages.size() == 2);
        open();

        pass(Duration.ofSeconds(10));
        assertThat(breaker.available()).isEqualTo(PROBES);
        stages.forEach(stage -> stage.complete(null));

        await().until(() -> stages.size() == 4);
        assertThat(breaker.available()).isEqualTo(PROBES - 2);
        await().until(() -> {
            List.copyOf(stages).forEach(stage -> stage.complete(null));
            return committable() == 40;
        });
        assertThat(changes).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
    }

    @Test
    void shouldNotTakeWhatWasBegunBeforeForAProbe() {
        List<CompletableFuture<Void>> stages = Collections.synchronizedList(new ArrayList<>());
        use(Map.of("processing.concurrency", "50"), RecordHandler.async(record -> {
            var stage = new CompletableFuture<Void>();
            stages.add(stage);
            return stage;
        }));
        offer(20, 20);
        await().until(() -> stages.size() == 20);
        open();
        pass(Duration.ofSeconds(10));

        stages.forEach(stage -> stage.completeExceptionally(new IllegalStateException("down")));

        await().until(() -> deadLetters.size() == 20);
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(breaker.available()).isEqualTo(PROBES);
    }

    @Test
    void shouldTimeEveryProbe() {
        breaker = breaker(Map.of("circuit-breaker.slow-call", "PT0.001S", "circuit-breaker.slow-call-rate", "1.0"));
        use(Map.of("processing.concurrency", "1"), RecordHandler.each(record -> {
            seen.add(record);
            // Real time: the processor's own clock takes it.
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, 2, TimeUnit.MILLISECONDS)
                    .join();
        }));
        open();
        offer(20, 1);

        pass(Duration.ofSeconds(10));

        await().until(() -> changes.size() == 3);
        assertThat(changes).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.OPEN);
        assertThat(seen).hasSize(PROBES);
    }

    @Test
    void shouldCountAListAsFailedIfAtLeastHalfOfItFailed() {
        use(listsOf(4), RecordHandler.lists(records -> {
            seen.addAll(records);
            throw new FailedRecordsException(failures(records.size() / 2));
        }));
        open();
        offer(20, 1);

        pass(Duration.ofSeconds(10));

        await().until(() -> changes.size() == 3);
        assertThat(changes).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.OPEN);
        await().until(() -> deadLetters.size() == PROBES * 2);
        assertThat(seen).hasSize(PROBES * 4);
    }

    @Test
    void shouldCountAListAsHandledIfLessThanHalfOfItFailed() {
        use(listsOf(5), RecordHandler.lists(records -> {
            throw new FailedRecordsException(failures(records.size() / 2));
        }));
        open();
        offer(20, 1);

        pass(Duration.ofSeconds(10));

        await().until(() -> committable() == 20);
        assertThat(changes).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
        assertThat(deadLetters).hasSize(8);
    }

    private static Map<String, String> listsOf(int records) {
        return Map.of("processing.mode", "batch", "processing.concurrency", "1", "processing.max-batch", "" + records);
    }

    private static Map<Integer, Throwable> failures(int count) {
        Map<Integer, Throwable> failures = new HashMap<>();
        IntStream.range(0, count).forEach(i -> failures.put(i, new IllegalStateException("down")));
        return failures;
    }
}
