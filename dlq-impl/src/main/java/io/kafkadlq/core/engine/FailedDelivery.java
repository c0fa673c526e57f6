package io.kafkadlq.core.engine;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.redrive.DeadLetterHeaders;
import io.kafkadlq.core.stage.Letter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record that the channel's handler failed on, on its way to the store; its offset waits for it. */
final class FailedDelivery implements Letter {

    private final Delivery delivery;
    private final ConsumerRecord<byte[], byte[]> failed;
    private final Throwable why;
    private final String channel;
    private final DeadLetterHeaders headers;
    private final int sizeBytes;
    private @Nullable DlqRecord record;

    FailedDelivery(Delivery delivery, Throwable why, String channel, DeadLetterHeaders headers) {
        this.delivery = delivery;
        this.failed = delivery.record();
        this.why = why;
        this.channel = channel;
        this.headers = headers;
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
            made = LiveRecord.of(channel, failed, why, headers);
            record = made;
        }
        return made;
    }

    @Override
    public void durable(RecordId storedAs) {
        delivery.done();
    }

    @Override
    public void abandoned(Throwable cause) {
        delivery.giveBack();
        Log.failureNotStored(failed.topic(), failed.partition(), failed.offset());
    }
}
