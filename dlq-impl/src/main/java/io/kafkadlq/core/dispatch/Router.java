package io.kafkadlq.core.dispatch;

import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.core.delivery.Delivery;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the lane of a record: the same one for all that must keep their order, and otherwise whichever spreads them.
 *
 * <p>Hot path.
 */
record Router(ProcessingOrder order, int lanes) {

    // The golden ratio's bits: one multiplication spreads hashes that differ only in their low bits (Knuth, TAOCP 3,
    // 6.4).
    private static final int SPREAD = 0x9E3779B9;

    int laneOf(Delivery delivery) {
        ConsumerRecord<byte[], byte[]> record = delivery.record();
        byte @Nullable [] key = record.key();
        if (order == ProcessingOrder.PARTITION) {
            // Numbers are given one after another, so partitions share a lane only where there are fewer lanes.
            return Integer.remainderUnsigned(delivery.claim().number(), lanes);
        }
        return order == ProcessingOrder.KEY && key != null
                ? scaled(Arrays.hashCode(key) * SPREAD)
                : scaled(((int) record.offset() + delivery.claim().number() * 31) * SPREAD);
    }

    /** From 32 bits to the number of lanes without a division. */
    private int scaled(int hash) {
        return (int) (((hash & 0xFFFFFFFFL) * lanes) >>> 32);
    }
}
