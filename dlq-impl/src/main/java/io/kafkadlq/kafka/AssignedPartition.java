package io.kafkadlq.kafka;

import io.kafkadlq.api.model.PartitionStatistics;
import io.kafkadlq.core.delivery.Claim;
import io.kafkadlq.core.delivery.Ledger;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition while this consumer has it. Assigned again later it gets a new one of these, so that what is done late for
 * an earlier assignment moves nothing.
 *
 * <p>Threading: owned by the poll thread, but for what {@link Claim} offers and {@link #statistics}.
 */
final class AssignedPartition implements Claim {

    private final TopicPartition partition;
    private final int number;
    private final Ledger ledger;
    // Read and not handed on yet, for want of room.
    private final Deque<ConsumerRecord<byte[], byte[]>> backlog = new ArrayDeque<>();
    private final LongAdder handled = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private long committed = Ledger.NOTHING;
    private boolean paused;
    private volatile long lastToBegin = ALL;
    private volatile @Nullable PartitionStatistics published;

    AssignedPartition(TopicPartition partition, int number, int maxUnderWay) {
        this.partition = partition;
        this.number = number;
        this.ledger = new Ledger(this, maxUnderWay);
    }

    TopicPartition partition() {
        return partition;
    }

    Ledger ledger() {
        return ledger;
    }

    boolean hasBacklog() {
        return !backlog.isEmpty();
    }

    @Nullable ConsumerRecord<byte[], byte[]> nextOfBacklog() {
        return backlog.peekFirst();
    }

    void nextIsHandedOn() {
        backlog.removeFirst();
    }

    void addToBacklog(Collection<ConsumerRecord<byte[], byte[]>> records) {
        backlog.addAll(records);
    }

    void forgetBacklog() {
        backlog.clear();
    }

    /** What there is to commit beyond what has been. */
    OptionalLong toCommit() {
        long offset = ledger.committable();
        return offset == committed || offset == Ledger.NOTHING ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    void committed(long offset) {
        committed = Math.max(committed, offset);
    }

    boolean isPaused() {
        return paused;
    }

    void paused(boolean isPaused) {
        paused = isPaused;
    }

    /** From then on nothing begins behind what has begun, so that all that is done can be committed without a gap. */
    void revoke() {
        backlog.clear();
        lastToBegin = UNDECIDED;
        lastToBegin = ledger.lastBegun();
    }

    /** From then on nothing begins. */
    void letGo() {
        backlog.clear();
        lastToBegin = NOTHING;
    }

    /**
     * Whether something is to be waited for before the partition is given away.
     *
     * @param mayBegin whether what has not begun may; if not, only what has is waited for
     */
    boolean isUnderWay(boolean mayBegin) {
        return mayBegin ? ledger.isOpenUpTo(lastToBegin) : ledger.isStartedUpTo(lastToBegin);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public long lastToBegin() {
        return lastToBegin;
    }

    @Override
    public void noteHandled() {
        handled.increment();
    }

    @Override
    public void noteFailure() {
        failures.increment();
    }

    /** Makes the present figures visible to other threads. */
    void publishStatistics() {
        published = new PartitionStatistics(
                partition.topic(),
                partition.partition(),
                ledger.entered(),
                ledger.done(),
                handled.sum(),
                failures.sum(),
                ledger.underWay(),
                paused);
    }

    /** As of the last publication; any thread. */
    PartitionStatistics statistics() {
        PartitionStatistics latest = published;
        return latest == null
                ? new PartitionStatistics(partition.topic(), partition.partition(), 0, 0, 0, 0, 0, false)
                : latest;
    }
}
