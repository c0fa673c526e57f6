package io.kafkadlq.core.retry;

import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.model.Source;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which sequence a record belongs to. Two keys of a partition share one by chance once in four thousand million times; then
 * one waits for the other, which costs time and no order.
 */
record SequenceRule(String channel, ProcessingOrder order) {

    private static final int LOW_BITS = 32;
    private static final long LOW = 0xFFFF_FFFFL;

    /** Empty for what has no order: a record without a key where keys have one, or any where nothing has. */
    Optional<Sequence> of(Source source, byte @Nullable [] key, RecordId id) {
        if (!orders(key) || (order == ProcessingOrder.PARTITION && !source.isKnown())) {
            return Optional.empty();
        }
        int low = low(key);
        return Optional.of(
                source.isKnown()
                        ? new Sequence(idOf(source.topic(), source.partition(), low), source.offset())
                        : new Sequence((long) mixed(channel.hashCode()) << LOW_BITS | low & LOW, timeOf(id)));
    }

    /** Whether a record with that key, or without one, is in a sequence. */
    boolean orders(byte @Nullable [] key) {
        return switch (order) {
            case KEY -> key != null;
            case PARTITION -> true;
            case UNORDERED -> false;
        };
    }

    private int low(byte @Nullable [] key) {
        return order == ProcessingOrder.KEY ? mixed(Arrays.hashCode(key)) : 0;
    }

    /** The id without an object for it. Hot path. */
    long idOf(String topic, int partition, byte @Nullable [] key) {
        return idOf(topic, partition, low(key));
    }

    private long idOf(String topic, int partition, int low) {
        int high = mixed(31 * (31 * channel.hashCode() + topic.hashCode()) + partition);
        return (long) high << LOW_BITS | low & LOW;
    }

    /** Grows with each id that a process makes: milliseconds, then what tells ids of one apart, without the version. */
    private static long timeOf(RecordId id) {
        return id.mostSignificantBits() >>> 16 << 12 | id.mostSignificantBits() & 0xFFF;
    }

    /** MurmurHash3's finalizer (Austin Appleby, public domain): hashes that differ a little end up far apart. */
    private static int mixed(int hash) {
        int h = hash;
        h = (h ^ h >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return h ^ h >>> 16;
    }
}
