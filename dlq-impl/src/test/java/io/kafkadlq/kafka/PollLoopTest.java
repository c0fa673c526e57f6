package io.kafkadlq.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Inlet;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kafka's own mock stands in for rebalances and failures at moments that a real broker does not let one choose. */
class PollLoopTest {

    private static final TopicPartition ZERO = new TopicPartition("orders-dlt", 0);
    private static final TopicPartition ONE = new TopicPartition("orders-dlt", 1);

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest") {
        @Override
        public synchronized void close(CloseOptions options) {
            committedAtTheEnd = PollLoopTest.this.committed(ZERO);
            super.close(options);
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            offsets.forEach((partition, offset) -> committedOnHandOver.put(partition, offset.offset()));
            super.commitSync(offsets, timeout);
        }
    };
    private volatile long committedAtTheEnd;
    private volatile boolean handedOver;
    private final Map<TopicPartition, Long> committedOnHandOver = new ConcurrentHashMap<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final ManualInlet inlet = new ManualInlet();
    private final PollLoop loop = new PollLoop(
            inlet,
            new Assignment(64, new AtomicInteger()),
            new PollLoop.Limits(1 << 20, Duration.ofSeconds(20), Duration.ofMinutes(5)),
            NanoClock.SYSTEM);
    private final Thread thread = new Thread(
            () -> loop.run(this::consumer, (consumer, listener) -> consumer.subscribe(List.of("orders-dlt"), listener)),
            "poll-loop-test");

    /** Cannot be made at the first try, as when no broker's name resolves yet. */
    private Consumer<byte[], byte[]> consumer() {
        if (attempts.incrementAndGet() == 1) {
            throw new KafkaException("no resolvable bootstrap urls");
        }
        return kafka;
    }

    /** Holds what it is offered until the test says that it is done. */
    private static final class ManualInlet implements Inlet {

        private record Taken(Delivery delivery, TopicPartition partition, long offset) {}

        private final List<Taken> taken = Collections.synchronizedList(new ArrayList<>());
        private volatile int room = Integer.MAX_VALUE;
        private volatile Predicate<TopicPartition> refuses = partition -> false;

        @Override
        public boolean offer(Delivery delivery) {
            var record = delivery.record();
            var partition = new TopicPartition(record.topic(), record.partition());
            return taken.size() < room
                    && !refuses.test(partition)
                    && taken.add(new Taken(delivery, partition, record.offset()));
        }

        void start(int index) {
            taken.get(index).delivery().start();
        }

        void done(int index) {
            taken.get(index).delivery().done();
        }

        List<Long> offsets() {
            synchronized (taken) {
                return taken.stream().map(Taken::offset).toList();
            }
        }

        List<Long> offsets(TopicPartition partition) {
            synchronized (taken) {
                return taken.stream()
                        .filter(one -> one.partition().equals(partition))
                        .map(Taken::offset)
                        .toList();
            }
        }

        @Override
        public void endOfBatch() {}

        @Override
        public void awaitRoom() {
            Thread.onSpinWait();
        }
    }

    @BeforeEach
    void assign() {
        kafka.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
        kafka.schedulePollTask(() -> kafka.rebalance(List.of(ZERO, ONE)));
        thread.start();
        await().until(() -> kafka.assignment().size() == 2);
    }

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    private void arrive(TopicPartition partition, long... offsets) {
        kafka.schedulePollTask(() -> {
            for (long offset : offsets) {
                kafka.addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, null));
            }
        });
    }

    private long committed(TopicPartition partition) {
        OffsetAndMetadata offset = kafka.committed(Set.of(partition)).get(partition);
        return offset == null ? -1 : offset.offset();
    }

    @Test
    void shouldCommitOnlyWhatIsDurableWithoutAGap() {
        arrive(ZERO, 0, 1, 2);
        await().until(() -> inlet.taken.size() == 3);

        inlet.done(0);
        inlet.done(2);
        await().until(() -> committed(ZERO) == 1);
        inlet.done(1);

        await().until(() -> committed(ZERO) == 3);
    }

    @Test
    void shouldPauseWhileThereIsNoRoomAndLoseNothing() {
        inlet.room = 2;
        arrive(ZERO, 0, 1, 2, 3);
        await().until(() -> !kafka.paused().isEmpty());
        assertThat(inlet.offsets()).containsExactly(0L, 1L);

        inlet.room = 10;

        await().until(() -> inlet.taken.size() == 4);
        assertThat(inlet.offsets()).containsExactly(0L, 1L, 2L, 3L);
        await().until(() -> kafka.paused().isEmpty());
    }

    @Test
    void shouldDropWhatItHasNotHandedOnOfARevokedPartition() {
        inlet.room = 1;
        arrive(ZERO, 0, 1);
        await().until(() -> !kafka.paused().isEmpty());

        kafka.schedulePollTask(() -> kafka.rebalance(List.of(ONE)));
        await().until(() -> kafka.assignment().equals(Set.of(ONE)));
        inlet.room = 10;
        arrive(ONE, 0);

        await().until(() -> inlet.taken.size() == 2);
        assertThat(inlet.taken.get(1).partition()).isEqualTo(ONE);
    }

    @Test
    void shouldNotMoveANewAssignmentByLateAcknowledgementsOfAnOldOne() {
        arrive(ZERO, 0, 1);
        await().until(() -> inlet.taken.size() == 2);
        kafka.schedulePollTask(() -> {
            kafka.rebalance(List.of(ONE));
            kafka.rebalance(List.of(ONE, ZERO));
        });
        arrive(ONE, 0);
        await().until(() -> inlet.taken.size() >= 3);

        inlet.done(0);
        inlet.done(1);
        inlet.done(2);

        await().until(() -> committed(ONE) == 1);
        assertThat(committed(ZERO)).isEqualTo(-1);
    }

    @Test
    void shouldForgetWhatItHasNotHandedOnOfALostPartition() {
        inlet.room = 0;
        arrive(ZERO, 0, 1);
        await().until(() -> !kafka.paused().isEmpty());

        kafka.schedulePollTask(() -> {
            loop.onPartitionsLost(List.of(ZERO));
            loop.onPartitionsAssigned(List.of(ZERO));
            inlet.room = 10;
        });
        arrive(ZERO, 2);

        await().until(() -> !inlet.taken.isEmpty());
        assertThat(inlet.offsets()).containsExactly(2L);
    }

    @Test
    void shouldGoOnAfterKafkaFailed() {
        kafka.schedulePollTask(() -> kafka.setPollException(new KafkaException("broken")));
        arrive(ZERO, 0);

        await().until(() -> inlet.taken.size() == 1);
    }

    @Test
    void shouldBringNothingMoreWhenQuietButCommitWhatBecomesDurable() {
        arrive(ZERO, 0);
        await().until(() -> inlet.taken.size() == 1);

        loop.quiesce();
        await().until(() -> kafka.paused().contains(ZERO));
        inlet.done(0);

        await().until(() -> committed(ZERO) == 1);
    }

    @Test
    void shouldCommitBeforeItEnds() throws InterruptedException {
        arrive(ZERO, 0);
        await().until(() -> inlet.taken.size() == 1);
        loop.quiesce();
        inlet.done(0);

        loop.stop();
        thread.join(10_000);

        assertThat(committedAtTheEnd).isEqualTo(1);
    }

    @Test
    void shouldLetAPartitionWithoutRoomHoldUpNoOther() {
        inlet.refuses = ZERO::equals;
        arrive(ZERO, 0, 1);
        arrive(ONE, 0);
        await().until(() -> kafka.paused().equals(Set.of(ZERO)));

        arrive(ONE, 1);

        await().until(() -> inlet.offsets(ONE).equals(List.of(0L, 1L)));
        inlet.refuses = partition -> false;
        await().until(() -> inlet.offsets(ZERO).equals(List.of(0L, 1L)));
    }

    @Test
    void shouldKeepARevokedPartitionUntilWhatHasBegunHasEnded() {
        arrive(ZERO, 0, 1);
        await().until(() -> inlet.taken.size() == 2);
        inlet.start(0);
        kafka.schedulePollTask(() -> {
            kafka.rebalance(List.of(ONE));
            handedOver = true;
        });
        await().until(() -> inlet.taken.get(1).delivery().claim().lastToBegin() == 0);
        assertThat(inlet.taken.get(1).delivery().start()).isFalse();
        assertThat(handedOver).isFalse();

        inlet.done(0);

        await().until(() -> handedOver);
        assertThat(committedOnHandOver).containsEntry(ZERO, 1L);
    }

    @Test
    void shouldReadNothingWhilePausedAndGoOnWhenResumed() {
        loop.pause();
        await().until(loop::isResting);
        arrive(ZERO, 0);
        await().until(() -> kafka.paused().equals(Set.of(ZERO, ONE)));
        assertThat(inlet.taken).isEmpty();

        loop.resume();

        await().until(() -> inlet.taken.size() == 1);
        assertThat(loop.isResting()).isFalse();
    }

    @Test
    void shouldReadNoMoreBytesThanItMayHold() {
        kafka.schedulePollTask(() -> {
            kafka.addRecord(large(0));
            kafka.addRecord(large(1));
        });
        kafka.schedulePollTask(() -> kafka.addRecord(large(2)));
        await().until(() -> kafka.paused().contains(ZERO));
        assertThat(inlet.offsets()).doesNotContain(2L);

        inlet.done(0);
        inlet.done(1);

        await().until(() -> inlet.offsets().equals(List.of(0L, 1L, 2L)));
    }

    @Test
    void shouldNotCountBytesThatAreDoneBehindAStuckRecord() {
        arrive(ZERO, 0);
        await().until(() -> inlet.taken.size() == 1);
        for (long offset = 1; offset <= 4; offset++) {
            long next = offset;
            kafka.schedulePollTask(() -> kafka.addRecord(large(next)));
            await().until(() -> inlet.taken.size() == next + 1);
            inlet.done((int) next);
        }

        arrive(ONE, 0);

        await().until(() -> inlet.offsets(ONE).equals(List.of(0L)));
    }

    @Test
    void shouldNotSayItRestsWhenPausedAgainBeforeItHasNoticed() {
        loop.pause();
        await().until(loop::isResting);
        loop.resume();
        arrive(ZERO, 0);
        await().until(() -> inlet.taken.size() == 1);

        loop.pause();
        await().until(loop::isResting);
        arrive(ZERO, 1);
        await().during(Duration.ofMillis(300)).until(() -> inlet.taken.size() == 1);
    }

    /** One more than half of what the loop may hold. */
    private static ConsumerRecord<byte[], byte[]> large(long offset) {
        byte[] value = new byte[(1 << 19) + 1];
        return new ConsumerRecord<>(
                ZERO.topic(),
                ZERO.partition(),
                offset,
                0,
                TimestampType.CREATE_TIME,
                -1,
                value.length,
                null,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
