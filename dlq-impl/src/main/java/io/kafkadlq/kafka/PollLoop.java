package io.kafkadlq.kafka;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * One consumer at work: polls, hands on, commits what is durable. When the pipeline is full the partitions are paused and
 * polling goes on, so that a slow store never costs the group membership. There is no seek and no blocking commit on the
 * record's way.
 *
 * <p>Threading: everything on the poll thread, but {@link #quiesce} and {@link #stop}.
 */
final class PollLoop implements ConsumerRebalanceListener {

    private static final Duration IDLE_POLL = Duration.ofMillis(100);
    private static final Duration PAUSED_POLL = Duration.ofMillis(1);
    private static final Duration LAST_COMMIT = Duration.ofSeconds(3);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(1);
    private static final long COMMIT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long ROOM_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long HAND_OVER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TROUBLE_PAUSE_MILLIS = 1000;

    private final Function<ConsumerRecord<byte[], byte[]>, DlqRecord> decoder;
    private final Stage head;
    private final NanoClock clock;
    private final Assignment assigned = new Assignment();
    private final Deque<DlqRecord> backlog = new ArrayDeque<>();
    private long lastCommitNanos;
    private boolean paused;
    private boolean commitUnderWay;
    // Set by the poll thread; read by whoever wakes it.
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile boolean quiet;
    private volatile boolean stopping;

    PollLoop(Function<ConsumerRecord<byte[], byte[]>, DlqRecord> decoder, Stage head, NanoClock clock) {
        this.decoder = decoder;
        this.head = head;
        this.clock = clock;
    }

    /** Brings nothing more, but goes on to commit. */
    void quiesce() {
        quiet = true;
        wakeUp();
    }

    void stop() {
        stopping = true;
        wakeUp();
    }

    private void wakeUp() {
        Consumer<byte[], byte[]> polling = current;
        if (polling != null) {
            polling.wakeup();
        }
    }

    /**
     * Runs until stopped; returns with everything durable committed and the consumer closed. A consumer that cannot be
     * made, because no broker's name resolves yet, is tried again: that must not keep the application from starting.
     */
    void run(
            Supplier<Consumer<byte[], byte[]>> consumers,
            BiConsumer<Consumer<byte[], byte[]>, ConsumerRebalanceListener> subscription) {
        while (!stopping) {
            try (ClosedInTime held = new ClosedInTime(consumers.get())) {
                current = held.consumer();
                subscription.accept(held.consumer(), this);
                pollUntilStopped(held.consumer());
            } catch (KafkaException trouble) {
                Log.pollFailed(trouble);
                pauseAfterTrouble();
            } finally {
                current = null;
            }
        }
    }

    private record ClosedInTime(Consumer<byte[], byte[]> consumer) implements AutoCloseable {

        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(LEAVE_WITHIN));
        }
    }

    private void pollUntilStopped(Consumer<byte[], byte[]> consumer) {
        while (!stopping) {
            try {
                cycle(consumer);
            } catch (WakeupException woken) {
                // Quiesce or stop; the loop's condition tells which.
            } catch (KafkaException trouble) {
                Log.pollFailed(trouble);
                pauseAfterTrouble();
            }
        }
        commitNow(consumer, assigned.partitions());
    }

    private void cycle(Consumer<byte[], byte[]> consumer) {
        if (quiet) {
            backlog.clear();
        }
        boolean full = quiet || !backlog.isEmpty();
        if (full) {
            // Each time, for partitions that were assigned since.
            consumer.pause(assigned.partitions());
        } else if (paused) {
            consumer.resume(assigned.partitions());
        }
        paused = full;
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(full ? PAUSED_POLL : IDLE_POLL)) {
            backlog.add(decoder.apply(letter));
        }
        handOn();
        commitInTime(consumer);
    }

    /** Hands on what was read, in order; what finds no room within a little while stays for the next cycle. */
    private void handOn() {
        long deadline = clock.nanos() + ROOM_PATIENCE_NANOS;
        long entered = clock.nanos();
        while (!backlog.isEmpty() && !quiet) {
            DlqRecord record = backlog.getFirst();
            Optional<AssignedPartition> partition = assigned.find(
                    new TopicPartition(record.source().topic(), record.source().partition()));
            if (partition.isEmpty() || enter(record, partition.get(), entered)) {
                backlog.removeFirst();
            } else if (clock.nanos() - deadline >= 0) {
                return;
            } else {
                awaitRoom();
                entered = clock.nanos();
            }
        }
    }

    private boolean enter(DlqRecord record, AssignedPartition partition, long entered) {
        long ticket = partition.ledger().dispatch(record.source().offset());
        if (ticket == OffsetLedger.FULL) {
            return false;
        }
        if (!head.offer(record, partition, ticket, entered)) {
            partition.ledger().takeBack(ticket);
            return false;
        }
        return true;
    }

    private void awaitRoom() {
        try {
            head.awaitRoom();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private void commitInTime(Consumer<byte[], byte[]> consumer) {
        long now = clock.nanos();
        if (commitUnderWay || now - lastCommitNanos < COMMIT_EVERY_NANOS) {
            return;
        }
        lastCommitNanos = now;
        Map<TopicPartition, OffsetAndMetadata> offsets = assigned.toCommit(assigned.partitions());
        if (!offsets.isEmpty()) {
            commitUnderWay = true;
            consumer.commitAsync(offsets, (sent, failure) -> {
                commitUnderWay = false;
                if (failure == null) {
                    assigned.noteCommitted(sent);
                } else {
                    Log.commitFailed(failure);
                }
            });
        }
    }

    private void commitNow(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = assigned.toCommit(partitions);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            commitThroughWakeup(consumer, offsets);
            assigned.noteCommitted(offsets);
        } catch (KafkaException failure) {
            // The records are durable; read again, they are recognised as duplicates.
            Log.commitFailed(failure);
        }
    }

    /** A wake-up meant for the poll may be met here; it is met only once. */
    private void commitThroughWakeup(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets, LAST_COMMIT);
        } catch (WakeupException woken) {
            consumer.commitSync(offsets, LAST_COMMIT);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        assigned.add(partitions);
        Log.assigned(partitions);
    }

    /** Gives the store a moment for what is under way, so that the next owner has little to read again. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        forgetBacklogOf(partitions);
        long deadline = clock.nanos() + HAND_OVER_NANOS;
        while (assigned.isUnderWay(partitions) && clock.nanos() - deadline < 0 && !stopping) {
            awaitRoom();
        }
        Consumer<byte[], byte[]> committing = current;
        if (committing != null) {
            commitNow(committing, partitions);
        }
        assigned.remove(partitions);
        Log.revoked(partitions);
    }

    /** What was read and not handed on is read again by the next owner, who may be this consumer. */
    private void forgetBacklogOf(Collection<TopicPartition> partitions) {
        backlog.removeIf(record -> partitions.contains(
                new TopicPartition(record.source().topic(), record.source().partition())));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forgetBacklogOf(partitions);
        assigned.remove(partitions);
        Log.lost(partitions);
    }

    private void pauseAfterTrouble() {
        try {
            TimeUnit.MILLISECONDS.sleep(TROUBLE_PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
