package io.kafkadlq.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.core.stage.Acknowledgement;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import io.kafkadlq.core.time.RecordIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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
    };
    private volatile long committedAtTheEnd;
    private final AtomicInteger attempts = new AtomicInteger();
    private final ManualStage stage = new ManualStage();
    private final PollLoop loop = new PollLoop(PollLoopTest::decode, stage, NanoClock.SYSTEM);
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

    private static DlqRecord decode(ConsumerRecord<byte[], byte[]> letter) {
        return DlqRecord.builder(
                        RecordIds.next(), "default", Payload.of(letter.key(), letter.value(), DlqHeaders.none()))
                .source(new Source(letter.topic(), letter.partition(), letter.offset(), letter.timestamp()))
                .build();
    }

    /** Holds what it is offered until the test says that it is durable. */
    private static final class ManualStage implements Stage {

        private record Taken(DlqRecord record, Acknowledgement ack, long token) {}

        private final List<Taken> taken = Collections.synchronizedList(new ArrayList<>());
        private volatile int room = Integer.MAX_VALUE;

        @Override
        public boolean offer(DlqRecord record, Acknowledgement ack, long token, long enteredNanos) {
            return taken.size() < room && taken.add(new Taken(record, ack, token));
        }

        void durable(int index) {
            Taken one = taken.get(index);
            one.ack().durable(one.token(), one.record(), one.record().id());
        }

        List<Long> offsets() {
            synchronized (taken) {
                return taken.stream().map(one -> one.record().source().offset()).toList();
            }
        }

        @Override
        public void endOfBatch() {}

        @Override
        public void awaitRoom() {
            Thread.onSpinWait();
        }

        @Override
        public void close(Duration drainWithin) {}
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
        await().until(() -> stage.taken.size() == 3);

        stage.durable(0);
        stage.durable(2);
        await().until(() -> committed(ZERO) == 1);
        stage.durable(1);

        await().until(() -> committed(ZERO) == 3);
    }

    @Test
    void shouldPauseWhileThereIsNoRoomAndLoseNothing() {
        stage.room = 2;
        arrive(ZERO, 0, 1, 2, 3);
        await().until(() -> !kafka.paused().isEmpty());
        assertThat(stage.offsets()).containsExactly(0L, 1L);

        stage.room = 10;

        await().until(() -> stage.taken.size() == 4);
        assertThat(stage.offsets()).containsExactly(0L, 1L, 2L, 3L);
        await().until(() -> kafka.paused().isEmpty());
    }

    @Test
    void shouldDropWhatItHasNotHandedOnOfARevokedPartition() {
        stage.room = 1;
        arrive(ZERO, 0, 1);
        await().until(() -> !kafka.paused().isEmpty());

        kafka.schedulePollTask(() -> kafka.rebalance(List.of(ONE)));
        await().until(() -> kafka.assignment().equals(Set.of(ONE)));
        stage.room = 10;
        arrive(ONE, 0);

        await().until(() -> stage.taken.size() == 2);
        assertThat(stage.taken.get(1).record().source().partition()).isEqualTo(1);
    }

    @Test
    void shouldNotMoveANewAssignmentByLateAcknowledgementsOfAnOldOne() {
        arrive(ZERO, 0, 1);
        await().until(() -> stage.taken.size() == 2);
        kafka.schedulePollTask(() -> {
            kafka.rebalance(List.of(ONE));
            kafka.rebalance(List.of(ONE, ZERO));
        });
        arrive(ONE, 0);
        await().until(() -> stage.taken.size() >= 3);

        stage.durable(0);
        stage.durable(1);
        stage.durable(2);

        await().until(() -> committed(ONE) == 1);
        assertThat(committed(ZERO)).isEqualTo(-1);
    }

    @Test
    void shouldForgetWhatItHasNotHandedOnOfALostPartition() {
        stage.room = 0;
        arrive(ZERO, 0, 1);
        await().until(() -> !kafka.paused().isEmpty());

        kafka.schedulePollTask(() -> {
            loop.onPartitionsLost(List.of(ZERO));
            loop.onPartitionsAssigned(List.of(ZERO));
            stage.room = 10;
        });
        arrive(ZERO, 2);

        await().until(() -> !stage.taken.isEmpty());
        assertThat(stage.offsets()).containsExactly(2L);
    }

    @Test
    void shouldGoOnAfterKafkaFailed() {
        kafka.schedulePollTask(() -> kafka.setPollException(new KafkaException("broken")));
        arrive(ZERO, 0);

        await().until(() -> stage.taken.size() == 1);
    }

    @Test
    void shouldBringNothingMoreWhenQuietButCommitWhatBecomesDurable() {
        arrive(ZERO, 0);
        await().until(() -> stage.taken.size() == 1);

        loop.quiesce();
        await().until(() -> kafka.paused().contains(ZERO));
        stage.durable(0);

        await().until(() -> committed(ZERO) == 1);
    }

    @Test
    void shouldCommitBeforeItEnds() throws InterruptedException {
        arrive(ZERO, 0);
        await().until(() -> stage.taken.size() == 1);
        loop.quiesce();
        stage.durable(0);

        loop.stop();
        thread.join(10_000);

        assertThat(committedAtTheEnd).isEqualTo(1);
    }
}
