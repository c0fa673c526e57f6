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
    private volatile boolean revoked;
    private long offset;

    public Feed(int partition, int maxUnderWay) {
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

    public Ledger ledger() {
        return ledger;
    }

    public void revoke() {
        revoked = true;
    }

    public int failures() {
        return failures.get();
    }

    @Override
    public int number() {
        return partition;
    }

    @Override
    public boolean isRevoked() {
        return revoked;
    }

    @Override
    public void noteFailure() {
        failures.incrementAndGet();
    }
}
