package io.kafkadlq.core.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** One partition's records, as a polling thread would enter them; used by one thread, but for the claim. */
public final class Feed implements Claim {

    private final int partition;
    private final AtomicInteger failures = new AtomicInteger();
    private final Ledger ledger;
    private volatile long lastToBegin = ALL;
    private long offset;

    public Feed(int partition, int maxUnderWay) {
        this(partition, maxUnderWay, 0);
    }

    /** @param from the offset of the first record */
    public Feed(int partition, int maxUnderWay, long from) {
        this.offset = from;
        this.partition = partition;
        this.ledger = new Ledger(this, maxUnderWay);
    }

    /** Enters the next record; its value is its key's. */
    public Delivery next(String key) {
        return ledger.enter(record(key), 0);
    }

    private ConsumerRecord<byte[], byte[]> record(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                "orders",
                partition,
                offset++,
                0,
                TimestampType.CREATE_TIME,
                bytes.length,
                bytes.length,
                bytes,
                bytes,
                new RecordHeaders(),
                Optional.empty());
    }

    /** Leaves a gap, as compaction does. */
    public void skip(int offsets) {
        offset += offsets;
    }

    /** Undoes the latest {@link #next} whose delivery was refused. */
    public void takeBack() {
        ledger.takeBackLatest();
        offset--;
    }

    /** The offset of the next record. */
    public long position() {
        return offset;
    }

    public Ledger ledger() {
        return ledger;
    }

    public void revoke() {
        lastToBegin = UNDECIDED;
        lastToBegin = ledger.lastBegun();
    }

    /** Whether something that has begun is not done. */
    public boolean isAtWork() {
        return ledger.isStartedUpTo(lastToBegin);
    }

    /** Whether something that has begun, or comes before it, is not done. */
    public boolean isUnderWay() {
        return ledger.isOpenUpTo(lastToBegin);
    }

    public int failures() {
        return failures.get();
    }

    @Override
    public int number() {
        return partition;
    }

    @Override
    public long lastToBegin() {
        return lastToBegin;
    }

    @Override
    public void noteHandled() {}

    @Override
    public void noteFailure() {
        failures.incrementAndGet();
    }
}
