package io.kafkadlq.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.FailedRecordsException;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.model.RetryStatistics;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Feed;
import io.kafkadlq.core.metrics.HandlingMetrics;
import io.kafkadlq.core.time.NanoClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelProcessorTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Feed feed = new Feed(0, 8192);
    private final HandlingMetrics metrics = new HandlingMetrics();
    private final Map<Long, Throwable> deadLetters = Collections.synchronizedMap(new TreeMap<>());
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private ThreadFactory threads = Thread::new;
    private ParallelProcessor processor = processor(Map.of(), RecordHandler.each(record -> seen.add(key(record))));

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
                        threads,
                        Optional.empty(),
                        NanoClock.SYSTEM,
                        Optional.empty()));
    }

    private boolean deadLetter(Delivery delivery, Throwable why) {
        delivery.claim().noteFailure();
        deadLetters.put(delivery.record().offset(), why);
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

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private boolean offer(String key) {
        boolean taken = processor.offer(feed.next(key));
        processor.endOfBatch();
        return taken;
    }

    private long committable() {
        return feed.ledger().committable();
    }

    @Test
    void shouldHandleEachRecordOnceAndLetItsOffsetBeCommitted() {
        IntStream.range(0, 1000).forEach(i -> offer("key-" + i));

        await().until(() -> committable() == 1000);
        assertThat(seen).hasSize(1000).doesNotHaveDuplicates();
        assertThat(metrics.snapshot(RetryStatistics.NONE, List.of(), List.of()).handled())
                .isEqualTo(1000);
    }

    @Test
    void shouldNeverRunTwoRecordsOfAKeyTogetherNorOutOfOrder() {
        Map<String, List<Long>> offsets = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
        AtomicInteger together = new AtomicInteger();
        use(Map.of("processing.concurrency", "16"), RecordHandler.each(record -> {
            String key = key(record);
            var atOnce = running.computeIfAbsent(key, unseen -> new AtomicInteger());
            together.addAndGet(atOnce.getAndIncrement());
            offsets.computeIfAbsent(key, unseen -> new ArrayList<>()).add(record.offset());
            Thread.yield();
            atOnce.decrementAndGet();
        }));

        IntStream.range(0, 4000).forEach(i -> offer("key-" + i % 7));

        await().until(() -> committable() == 4000);
        assertThat(together).hasValue(0);
        assertThat(offsets.values()).hasSize(7).allSatisfy(each -> assertThat(each)
                .isSorted());
    }

    @Test
    void shouldKeepAPartitionsOrderAcrossItsKeys() {
        use(Map.of("order", "partition", "processing.concurrency", "8"), RecordHandler.each(record -> {
            Thread.yield();
            seen.add(Long.toString(record.offset()));
        }));

        IntStream.range(0, 1000).forEach(i -> offer("key-" + i));

        await().until(() -> committable() == 1000);
        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.range(0, 1000).mapToObj(Integer::toString).toList());
    }

    @Test
    void shouldLetOneSlowKeyHoldUpNoOther() {
        CountDownLatch slow = new CountDownLatch(1);
        use(Map.of(), RecordHandler.each(record -> {
            if (key(record).equals("slow")) {
                slow.await();
            }
            seen.add(key(record));
        }));

        offer("slow");
        IntStream.range(0, 500).forEach(i -> offer("key-" + i));

        await().untilAsserted(() -> assertThat(seen).hasSizeGreaterThan(490));
        assertThat(seen).doesNotContain("slow");
        slow.countDown();
        await().until(() -> committable() == 501);
    }

    @Test
    void shouldRefuseMoreOfAKeyThanMayWait() {
        CountDownLatch slow = new CountDownLatch(1);
        use(Map.of("processing.max-waiting", "3"), RecordHandler.each(record -> slow.await()));
        offer("key");
        await().until(() -> metrics.snapshot(RetryStatistics.NONE, List.of(), List.of())
                        .waitP99()
                        .toNanos()
                > 0);

        long taken = IntStream.range(0, 10).filter(i -> offer("key")).count();

        assertThat(taken).isEqualTo(3);
        assertThat(metrics.inside()).isEqualTo(4);
        slow.countDown();
    }

    @Test
    void shouldMakeADeadLetterOfWhatTheHandlerFailsOnAndGoOn() {
        use(Map.of(), RecordHandler.each(record -> {
            if (record.offset() % 10 == 0) {
                throw new IllegalStateException("no stock");
            }
        }));

        IntStream.range(0, 100).forEach(i -> offer("key-" + i % 5));

        await().until(() -> committable() == 100);
        assertThat(deadLetters.keySet()).containsExactly(0L, 10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L);
        assertThat(deadLetters.values()).allSatisfy(why -> assertThat(why).hasMessage("no stock"));
        assertThat(feed.failures()).isEqualTo(10);
    }

    @Test
    void shouldGiveListsOfALaneInOrderAndFailOnlyWhatFailed() {
        Queue<List<Long>> lists = new ConcurrentLinkedQueue<>();
        CountDownLatch gathered = new CountDownLatch(1);
        use(
                Map.of("processing.mode", "batch", "processing.concurrency", "1", "processing.max-batch", "50"),
                RecordHandler.lists(records -> {
                    gathered.await();
                    lists.add(records.stream().map(ConsumerRecord::offset).toList());
                    throw new FailedRecordsException(Map.of(0, new IllegalStateException("first")));
                }));

        IntStream.range(0, 101).forEach(i -> offer("key-" + i));
        gathered.countDown();

        await().until(() -> committable() == 101);
        assertThat(lists).allSatisfy(list -> assertThat(list).isSorted().hasSizeLessThanOrEqualTo(50));
        assertThat(lists.stream().flatMap(List::stream).toList()).hasSize(101).isSorted();
        assertThat(deadLetters).hasSize(lists.size());
    }

    @Test
    void shouldFailAWholeListOfWhichNothingMoreIsKnown() {
        use(Map.of("processing.mode", "hybrid"), RecordHandler.lists(records -> {
            throw new IllegalStateException("all");
        }));

        IntStream.range(0, 20).forEach(i -> offer("key"));

        await().until(() -> committable() == 20);
        assertThat(deadLetters).hasSize(20);
    }

    @Test
    void shouldKeepAKeysOrderAcrossAsynchronousHandlers() {
        List<CompletableFuture<Void>> started = Collections.synchronizedList(new ArrayList<>());
        use(Map.of(), RecordHandler.async(record -> {
            seen.add(key(record) + record.offset());
            var stage = new CompletableFuture<Void>();
            started.add(stage);
            return stage;
        }));

        offer("a");
        offer("a");
        offer("b");

        await().until(() -> started.size() == 2);
        assertThat(seen).containsExactlyInAnyOrder("a0", "b2");
        started.forEach(stage -> stage.complete(null));
        await().until(() -> started.size() == 3);
        assertThat(seen).contains("a1");
        started.get(2).completeExceptionally(new IllegalStateException("late"));
        await().until(() -> committable() == 3);
        assertThat(deadLetters).containsOnlyKeys(1L);
        assertThat(deadLetters.get(1L)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldStartNoMoreAsynchronousHandlersThanMayBeUnderWay() {
        Queue<CompletableFuture<Void>> open = new ConcurrentLinkedQueue<>();
        AtomicInteger most = new AtomicInteger();
        use(Map.of("processing.concurrency", "10", "order", "unordered"), RecordHandler.async(record -> {
            var stage = new CompletableFuture<Void>();
            open.add(stage);
            most.accumulateAndGet(open.size(), Math::max);
            return stage;
        }));

        IntStream.range(0, 500).forEach(i -> offer("key-" + i));

        await().until(() -> {
            for (var stage = open.poll(); stage != null; stage = open.poll()) {
                stage.complete(null);
            }
            return committable() == 500;
        });
        assertThat(most.get()).isBetween(1, 10);
    }

    @Test
    void shouldFailARecordWhoseAsynchronousHandlerReturnsNothing() {
        use(Map.of(), RecordHandler.async(record -> null));

        offer("key");

        await().until(() -> committable() == 1);
        assertThat(deadLetters.get(0L)).hasMessageContaining("null instead of a stage");
    }

    @Test
    void shouldBeginNothingOfARevokedPartition() {
        CountDownLatch first = new CountDownLatch(1);
        use(Map.of(), RecordHandler.each(record -> {
            seen.add(Long.toString(record.offset()));
            first.await();
        }));
        offer("key");
        offer("key");
        await().until(() -> seen.size() == 1);

        feed.revoke();
        first.countDown();

        await().until(() -> metrics.inside() == 0);
        assertThat(seen).containsExactly("0");
        assertThat(committable()).isEqualTo(1);
        assertThat(metrics.snapshot(RetryStatistics.NONE, List.of(), List.of()).abandoned())
                .isEqualTo(1);
    }

    @Test
    void shouldHandleAllThatWasTakenBeforeItCloses() {
        use(Map.of("processing.concurrency", "4"), RecordHandler.each(record -> {
            Thread.yield();
            seen.add(key(record));
        }));
        IntStream.range(0, 2000).forEach(i -> offer("key-" + i));

        processor.close(SOON);

        assertThat(seen).hasSize(2000);
        assertThat(committable()).isEqualTo(2000);
        assertThat(offer("late")).isFalse();
    }

    @Test
    void shouldInterruptAHandlerThatOutlivesTheStopAndCommitNothingOfIt() {
        CountDownLatch never = new CountDownLatch(1);
        use(Map.of(), RecordHandler.each(record -> {
            seen.add(key(record));
            never.await();
        }));
        offer("stuck");
        offer("stuck");
        await().until(() -> seen.size() == 1);

        processor.close(Duration.ofMillis(50));

        await().until(() -> metrics.inside() <= 0);
        assertThat(deadLetters).isEmpty();
        assertThat(committable()).isEqualTo(-1);
        assertThat(seen).containsExactly("stuck");
    }

    @Test
    void shouldGoOnAfterAHandlerThatInterruptsItsThread() {
        use(Map.of("processing.concurrency", "1"), RecordHandler.each(record -> {
            if (record.offset() == 0) {
                Thread.currentThread().interrupt();
                throw new InterruptedException("of its own");
            }
            new CountDownLatch(0).await();
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("an innocent record was interrupted");
            }
        }));

        IntStream.range(0, 10).forEach(i -> offer("key"));

        await().until(() -> committable() == 10);
        assertThat(deadLetters).containsOnlyKeys(0L);
    }

    /** Not so with a fork-join pool, which wakes nobody for work that lies behind a task which blocks. */
    @RepeatedTest(50)
    void shouldWakeAnIdleWorkerForWhatLiesBehindABlockedOne(RepetitionInfo repetition) {
        CountDownLatch slow = new CountDownLatch(1);
        use(Map.of(), RecordHandler.each(record -> {
            if (key(record).equals("slow")) {
                slow.await();
            }
            seen.add(key(record));
        }));
        int before = repetition.getCurrentRepetition() * 7 % 40;

        for (int burst = 0; burst < 20; burst++) {
            IntStream.range(0, before).forEach(i -> offer("early-" + i));
            if (burst == 10) {
                offer("slow");
            }
            IntStream.range(0, 20).forEach(i -> offer("late-" + i));
        }

        int others = 20 * (before + 20);
        await().untilAsserted(() -> assertThat(seen).hasSizeGreaterThan(others - 60));
        slow.countDown();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 7})
    void shouldTakeNothingForDoneOfAListWhoseFailedPlacesAreNotInIt(int place) {
        use(Map.of("processing.mode", "hybrid"), RecordHandler.lists(records -> {
            throw new FailedRecordsException(Map.of(place, new IllegalStateException("counted from one")));
        }));

        offer("key");

        await().until(() -> committable() == 1);
        assertThat(deadLetters.get(0L)).isInstanceOf(FailedRecordsException.class);
    }

    @Test
    void shouldNotLetAnInterruptionThatAHandlerLeftBehindReachTheNextRecord() {
        use(Map.of("processing.concurrency", "1"), RecordHandler.each(record -> {
            new CountDownLatch(0).await();
            Thread.currentThread().interrupt();
        }));

        IntStream.range(0, 10).forEach(i -> offer("key"));

        await().until(() -> committable() == 10);
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void shouldFailARecordWhoseStageCannotBeWaitedFor() {
        use(Map.of("processing.concurrency", "1"), RecordHandler.async(record -> new CompletableFuture<Void>() {
            @Override
            public CompletableFuture<Void> whenComplete(BiConsumer<? super Void, ? super Throwable> action) {
                throw new UnsupportedOperationException("no callbacks");
            }
        }));

        offer("a");
        offer("b");

        await().until(() -> committable() == 2);
        assertThat(deadLetters.values()).allSatisfy(why -> assertThat(why).hasMessage("no callbacks"));
    }

    @Test
    void shouldGoOnWithTheThreadsItHasWhenNoMoreCanBeMade() {
        var made = new AtomicInteger();
        threads = task -> {
            if (made.incrementAndGet() > 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(task);
        };
        use(Map.of("processing.concurrency", "2"), RecordHandler.each(record -> Thread.yield()));

        IntStream.range(0, 200).forEach(i -> offer("key-" + i));

        await().until(() -> committable() == 200);
    }
}
