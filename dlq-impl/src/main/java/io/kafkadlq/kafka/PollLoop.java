package io.kafkadlq.kafka;

import io.kafkadlq.core.delivery.Inlet;
import io.kafkadlq.core.delivery.Ledger;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * One consumer at work: polls, hands on, commits what is done. A partition whose records find no room is paused and polling
 * goes on, so that neither a slow store nor a slow handler costs the group membership. There is no seek and no blocking
 * commit on the record's way.
 *
 * <p>Threading: everything on the poll thread, but {@link #pause}, {@link #resume}, {@link #quiesce} and {@link #stop}.
 */
final class PollLoop implements ConsumerRebalanceListener {

    private static final Duration IDLE_POLL = Duration.ofMillis(100);
    private static final Duration BUSY_POLL = Duration.ofMillis(1);
    private static final long END_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long ROOM_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long TROUBLE_PAUSE_MILLIS = 1000;

    private final Inlet inlet;
    private final Assignment assigned;
    private final OffsetCommits commits;
    private final PollSigns signs;
    private final Limits limits;
    private final NanoClock clock;
    // Set by the poll thread; read by whoever wakes it.
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile boolean quiet;
    private volatile boolean resting;
    private volatile boolean atRest;
    private volatile boolean stopping;

    /**
     * @param maxBytes most bytes of keys and values read and not done
     * @param handOver how long a partition that goes to another consumer is kept until what was begun has ended
     * @param maxPollInterval after such a time without a poll the group takes the consumer for dead
     */
    record Limits(long maxBytes, Duration handOver, Duration maxPollInterval) {}

    PollLoop(Inlet inlet, Assignment assigned, Limits limits, NanoClock clock) {
        this.inlet = inlet;
        this.assigned = assigned;
        this.commits = new OffsetCommits(assigned, clock);
        this.signs = new PollSigns(limits.maxPollInterval(), clock);
        this.limits = limits;
        this.clock = clock;
    }

    PollSigns signs() {
        return signs;
    }

    /** Reads no more until told to go on; stays in its group and goes on to commit. */
    void pause() {
        resting = true;
        wakeUp();
    }

    void resume() {
        resting = false;
        wakeUp();
    }

    /** Whether it is paused and has finished what it was at. */
    boolean isResting() {
        return (resting || quiet) && atRest;
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

    private void pollUntilStopped(Consumer<byte[], byte[]> consumer) {
        while (!stopping) {
            try {
                cycle(consumer);
            } catch (WakeupException woken) {
                // Quiesce, pause or stop; the flags tell which.
            } catch (KafkaException trouble) {
                Log.pollFailed(trouble);
                pauseAfterTrouble();
            }
        }
        commitAtTheEnd(consumer);
    }

    /** While the group finds itself anew nothing can be committed; polling is what brings that to its end. */
    private void commitAtTheEnd(Consumer<byte[], byte[]> consumer) {
        long deadline = clock.nanos() + END_WITHIN_NANOS;
        while (!commits.now(consumer, assigned.partitions()) && clock.nanos() - deadline < 0) {
            try {
                consumer.pause(assigned.partitions());
                consumer.poll(IDLE_POLL);
            } catch (WakeupException woken) {
                // The stop itself, met only now.
            } catch (KafkaException trouble) {
                Log.pollFailed(trouble);
                return;
            }
        }
    }

    private void cycle(Consumer<byte[], byte[]> consumer) {
        signs.turned(consumer);
        if (quiet) {
            assigned.all().forEach(AssignedPartition::forgetBacklog);
        }
        boolean rest = quiet || resting;
        if (!rest) {
            // Said before looking once more, so that whoever pauses from here on is not answered by an earlier rest.
            atRest = false;
            rest = quiet || resting;
        }
        boolean waiting = assigned.pauseOrResume(consumer, rest);
        ConsumerRecords<byte[], byte[]> records = consumer.poll(waiting ? BUSY_POLL : IDLE_POLL);
        for (TopicPartition partition : records.partitions()) {
            assigned.find(partition).ifPresent(to -> to.addToBacklog(records.records(partition)));
        }
        if (!rest) {
            handOn();
        }
        commits.inTime(consumer);
        atRest = rest;
    }

    /**
     * Hands on what was read, each partition's records in their order. A partition that finds no room keeps its records for
     * the next cycle and holds up no other; only if none finds any, the loop waits a little.
     */
    private void handOn() {
        long deadline = clock.nanos() + ROOM_PATIENCE_NANOS;
        while (!quiet && !handOnOnce() && clock.nanos() - deadline < 0) {
            awaitRoom();
        }
    }

    /** Whether any was handed on, or there is none. */
    private boolean handOnOnce() {
        boolean any = false;
        boolean left = false;
        for (AssignedPartition partition : assigned.allInTurn()) {
            any |= handOn(partition);
            left |= partition.hasBacklog();
        }
        if (any) {
            inlet.endOfBatch();
        }
        return any || !left;
    }

    private boolean handOn(AssignedPartition partition) {
        if (assigned.holds(limits.maxBytes())) {
            return false;
        }
        long entered = clock.nanos();
        boolean any = false;
        ConsumerRecord<byte[], byte[]> record = partition.nextOfBacklog();
        while (record != null && enter(record, partition, entered)) {
            any = true;
            partition.nextIsHandedOn();
            record = partition.nextOfBacklog();
        }
        return any;
    }

    private boolean enter(ConsumerRecord<byte[], byte[]> record, AssignedPartition partition, long entered) {
        Ledger ledger = partition.ledger();
        if (!ledger.hasRoom()) {
            return false;
        }
        if (!inlet.offer(ledger.enter(record, entered))) {
            ledger.takeBackLatest();
            return false;
        }
        return true;
    }

    private void awaitRoom() {
        try {
            inlet.awaitRoom();
        } catch (InterruptedException interrupted) {
            endInterrupted();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        assigned.add(partitions);
        Consumer<byte[], byte[]> resuming = current;
        if (resuming != null) {
            // One that comes back may still be paused from before; ours start unpaused.
            resuming.resume(partitions);
        }
        Log.assigned(partitions);
    }

    /**
     * Lets nothing of them begin behind what has begun, and gives that, with all before it, a while to end: then there is
     * no gap among what is done, and the next owner reads on without working twice, or beside us. Only then the offsets
     * are committed.
     */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        assigned.revoke(partitions);
        long deadline = clock.nanos() + limits.handOver().toNanos();
        while (assigned.isUnderWay(partitions, inlet.mayBegin()) && clock.nanos() - deadline < 0 && !stopping) {
            awaitRoom();
        }
        if (assigned.isUnderWay(partitions, inlet.mayBegin())) {
            Log.revokedAtWork(partitions);
        }
        Consumer<byte[], byte[]> committing = current;
        if (committing != null) {
            commits.now(committing, partitions);
        }
        assigned.remove(partitions);
        Log.revoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        assigned.remove(partitions);
        Log.lost(partitions);
    }

    private void endInterrupted() {
        Log.consumerInterrupted(Thread.currentThread().getName());
        Thread.currentThread().interrupt();
        stopping = true;
    }

    private void pauseAfterTrouble() {
        signs.turned();
        try {
            TimeUnit.MILLISECONDS.sleep(TROUBLE_PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            endInterrupted();
        }
    }
}
