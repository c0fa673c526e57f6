package io.kafkadlq.core.engine;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.stage.Letter;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record that the channel's handler failed on, or may not see yet, on its way to the store; its offset waits for it. */
final class FailedDelivery implements Letter {

    private final Delivery delivery;
    private final ConsumerRecord<byte[], byte[]> failed;
    private final Function<ConsumerRecord<byte[], byte[]>, DlqRecord> reading;
    private final Runnable over;
    private final int sizeBytes;
    private @Nullable DlqRecord record;

    /**
     * @param reading makes the dead letter of it
     * @param over to be run once it is durable, or will not be
     */
    FailedDelivery(Delivery delivery, Function<ConsumerRecord<byte[], byte[]>, DlqRecord> reading, Runnable over) {
        this.delivery = delivery;
        this.failed = delivery.record();
        this.reading = reading;
        this.over = over;
        this.sizeBytes = sizeOf(failed);
    }

    private static int sizeOf(ConsumerRecord<byte[], byte[]> failed) {
        int size = length(failed.key()) + length(failed.value());
        for (Header header : failed.headers()) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    @Override
    public int sizeBytes() {
        return sizeBytes;
    }

    @Override
    public DlqRecord record() {
        DlqRecord made = record;
        if (made == null) {
            made = reading.apply(failed);
            record = made;
        }
        return made;
    }

    @Override
    public void durable(RecordId storedAs) {
        over.run();
        delivery.done();
    }

    @Override
    public void abandoned(Throwable cause) {
        over.run();
        delivery.giveBack();
        Log.failureNotStored(failed.topic(), failed.partition(), failed.offset());
    }
}
