package io.kafkadlq.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.FailedRecordsException;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.ProcessingMode;
import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Feed;
import io.kafkadlq.core.metrics.HandlingMetrics;
import io.kafkadlq.core.time.NanoClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Whatever stalls, fails or is taken away while records pass: none is lost, none runs twice, order holds, and no offset is
 * committed past a record that is not done.
 */
class ParallelProcessorPropertiesTest {

    /** The shapes that a handler can have. */
    enum Shape {
        EACH,
        ASYNC,
        LISTS
    }

    private record Run(int partition, String key, long offset) {}

    private final List<Run> runs = Collections.synchronizedList(new ArrayList<>());
    private final Set<Run> deadLetters = Collections.synchronizedSet(new HashSet<>());

    @Property(tries = 150)
    void shouldLoseNothingRunNothingTwiceAndKeepOrder(
            @ForAll Shape shape,
            @ForAll ProcessingOrder order,
            @ForAll ProcessingMode mode,
            @ForAll @IntRange(min = 1, max = 12) int concurrency,
            @ForAll @IntRange(min = 1, max = 64) int maxWaiting,
            @ForAll @IntRange(min = 1, max = 40) int keys,
            @ForAll boolean revokes,
            @ForAll Random random) {
        runs.clear();
        deadLetters.clear();
        var metrics = new HandlingMetrics();
        var processor = processor(shape, order, mode, concurrency, maxWaiting, metrics);
        List<Feed> feeds = List.of(new Feed(0, 256), new Feed(1, 256), new Feed(2, 256));
        Map<Feed, Integer> entered = new HashMap<>();
        int revokeAt = revokes ? random.nextInt(600) : Integer.MAX_VALUE;

        for (int i = 0; i < 600; i++) {
            Feed feed = feeds.get(random.nextInt(feeds.size()));
            if (i == revokeAt) {
                feeds.get(0).revoke();
            }
            enter(processor, feed, "key-" + random.nextInt(keys));
            entered.merge(feed, 1, Integer::sum);
        }
        processor.endOfBatch();
        processor.close(Duration.ofSeconds(30));

        assertThat(runs).doesNotHaveDuplicates();
        for (Feed feed : feeds) {
            long done = runs.stream()
                    .filter(run -> run.partition() == feed.number())
                    .count();
            boolean revoked = revokes && feed == feeds.get(0);
            if (!revoked) {
                assertThat(done).isEqualTo(entered.getOrDefault(feed, 0).longValue());
            }
            assertThat(feed.ledger().committable()).isEqualTo(endOfWhatRan(feed));
        }
        assertThat(metrics.inside()).isZero();
        assertOrder(order);
        assertThat(deadLetters).isEqualTo(failing());
    }

    private ParallelProcessor processor(
            Shape shape,
            ProcessingOrder order,
            ProcessingMode mode,
            int concurrency,
            int maxWaiting,
            HandlingMetrics metrics) {
        ChannelConfig channel = Configured.channel(Map.of(
                "order", order.name(),
                "processing.mode", mode.name(),
                "processing.concurrency", Integer.toString(concurrency),
                "processing.max-waiting", Integer.toString(maxWaiting),
                "processing.max-batch", "7"));
        return new ParallelProcessor(
                channel.order(),
                channel.processing(),
                new ParallelProcessor.Parts(
                        "test",
                        handler(shape),
                        this::deadLetter,
                        metrics,
                        2,
                        Thread::new,
                        Optional.empty(),
                        NanoClock.SYSTEM,
                        Optional.empty()));
    }

    private RecordHandler handler(Shape shape) {
        Executor elsewhere = ForkJoinPool.commonPool();
        Function<ConsumerRecord<byte[], byte[]>, Void> work = this::handle;
        return switch (shape) {
            case EACH -> RecordHandler.each(work::apply);
            case ASYNC ->
                RecordHandler.async(record -> CompletableFuture.supplyAsync(() -> work.apply(record), elsewhere));
            case LISTS -> RecordHandler.lists(this::handleAll);
        };
    }

    private void handleAll(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Integer, Throwable> failures = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            try {
                handle(records.get(i));
            } catch (IllegalStateException failure) {
                failures.put(i, failure);
            }
        }
        if (!failures.isEmpty()) {
            throw new FailedRecordsException(failures);
        }
    }

    private Void handle(ConsumerRecord<byte[], byte[]> record) {
        var run = run(record);
        if (run.offset() % 13 == 0) {
            LockSupport.parkNanos(50_000);
        }
        runs.add(run);
        if (fails(run)) {
            throw new IllegalStateException("no stock");
        }
        return null;
    }

    private static boolean fails(Run run) {
        return run.offset() % 10 == 3;
    }

    private static Run run(ConsumerRecord<byte[], byte[]> record) {
        return new Run(record.partition(), new String(record.key(), StandardCharsets.UTF_8), record.offset());
    }

    private boolean deadLetter(Delivery delivery, Throwable why) {
        deadLetters.add(run(delivery.record()));
        delivery.done();
        return true;
    }

    private static void enter(ParallelProcessor processor, Feed feed, String key) {
        while (!feed.ledger().hasRoom()) {
            processor.endOfBatch();
            Thread.yield();
        }
        while (!processor.offer(feed.next(key))) {
            feed.takeBack();
            processor.endOfBatch();
            Thread.yield();
        }
        if (feed.position() % 5 == 0) {
            processor.endOfBatch();
        }
    }

    /** Behind the last of the records from the first on that have all run; nothing if the first has not. */
    private long endOfWhatRan(Feed feed) {
        Set<Long> ran = new HashSet<>();
        runs.stream().filter(run -> run.partition() == feed.number()).forEach(run -> ran.add(run.offset()));
        long end = 0;
        while (ran.contains(end)) {
            end++;
        }
        return end == 0 ? -1 : end;
    }

    private Set<Run> failing() {
        Set<Run> failing = new HashSet<>();
        runs.stream().filter(ParallelProcessorPropertiesTest::fails).forEach(failing::add);
        return failing;
    }

    private void assertOrder(ProcessingOrder order) {
        if (order == ProcessingOrder.UNORDERED) {
            return;
        }
        Map<String, Long> latest = new HashMap<>();
        for (Run run : runs) {
            String lane = run.partition() + (order == ProcessingOrder.KEY ? run.key() : "");
            Long before = latest.put(lane, run.offset());
            assertThat(before == null || before < run.offset())
                    .as("%s after offset %s", run, before)
                    .isTrue();
        }
    }
}
