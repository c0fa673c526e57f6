package io.kafkadlq.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Feed;
import io.kafkadlq.core.delivery.Ledger;
import io.kafkadlq.core.metrics.HandlingMetrics;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One partition that wanders between two instances, each with lanes and workers of its own, as a poll loop hands it over:
 * revoke, wait for what has begun, commit, and the next owner reads on from there.
 */
class RebalancePropertiesTest {

    private static final int RECORDS = 800;

    private final List<Long> ran = Collections.synchronizedList(new ArrayList<>());

    @Property(tries = 100)
    void shouldRunEachRecordOnceAndInOrderWhereverThePartitionGoes(
            @ForAll @IntRange(min = 1, max = 8) int concurrency,
            @ForAll @IntRange(min = 1, max = 12) int moves,
            @ForAll @IntRange(min = 1, max = 5) int keys,
            @ForAll Random random) {
        ran.clear();
        List<ParallelProcessor> instances = List.of(processor(concurrency), processor(concurrency));
        long committed = 0;

        for (int owner = 0; committed < RECORDS; owner = 1 - owner) {
            var feed = new Feed(0, 256, committed);
            int until = random.nextInt(2 * RECORDS / moves) + 20;
            read(feed, instances.get(owner), until, keys);
            committed = handOver(feed, committed);
        }
        instances.forEach(instance -> instance.close(Duration.ofSeconds(10)));

        assertThat(ran).hasSize(RECORDS).doesNotHaveDuplicates();
        for (int key = 0; key < keys; key++) {
            long ofKey = key;
            assertThat(ran.stream().filter(offset -> offset % keys == ofKey).toList())
                    .isSorted();
        }
    }

    private ParallelProcessor processor(int concurrency) {
        ChannelConfig channel = Configured.channel(Map.of("processing.concurrency", Integer.toString(concurrency)));
        return new ParallelProcessor(
                channel.order(),
                channel.processing(),
                new ParallelProcessor.Parts(
                        "test",
                        RecordHandler.each(this::handle),
                        RebalancePropertiesTest::nothingFails,
                        new HandlingMetrics(),
                        2,
                        Thread::new,
                        Optional.empty(),
                        NanoClock.SYSTEM,
                        Optional.empty()));
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() % 7 == 0) {
            LockSupport.parkNanos(100_000);
        }
        ran.add(record.offset());
    }

    private static boolean nothingFails(Delivery delivery, Throwable why) {
        throw new AssertionError("offset " + delivery.record().offset(), why);
    }

    private static void read(Feed feed, ParallelProcessor instance, int records, int keys) {
        for (int i = 0; i < records && feed.position() < RECORDS; i++) {
            while (!feed.ledger().hasRoom()) {
                instance.endOfBatch();
                Thread.yield();
            }
            // Refused while the lane is still full of what an earlier owner's turn has left there.
            while (!instance.offer(feed.next("key-" + feed.position() % keys))) {
                feed.takeBack();
                instance.endOfBatch();
                Thread.yield();
            }
        }
        instance.endOfBatch();
    }

    private static long handOver(Feed feed, long before) {
        feed.revoke();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (feed.isUnderWay()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.yield();
        }
        long committable = feed.ledger().committable();
        return committable == Ledger.NOTHING ? before : committable;
    }
}
