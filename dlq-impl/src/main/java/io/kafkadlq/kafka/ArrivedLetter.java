package io.kafkadlq.kafka;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.stage.Letter;
import org.jspecify.annotations.Nullable;

/** A dead letter as it came from its topic: raw, until somebody asks for the record. */
final class ArrivedLetter implements Letter {

    private final Delivery delivery;
    private final RawLetter raw;
    private final LetterDecoder decoder;
    private @Nullable DlqRecord record;

    ArrivedLetter(Delivery delivery, RawLetter raw, LetterDecoder decoder) {
        this.delivery = delivery;
        this.raw = raw;
        this.decoder = decoder;
    }

    @Override
    public int sizeBytes() {
        return raw.payload().sizeBytes();
    }

    @Override
    public DlqRecord record() {
        DlqRecord read = record;
        if (read == null) {
            read = decoder.read(raw);
            record = read;
        }
        return read;
    }

    @Override
    public void durable(RecordId storedAs) {
        delivery.done();
    }

    @Override
    public void abandoned(Throwable why) {
        // Its offset, and with it all behind, stays uncommitted and is read again by whoever comes next.
        delivery.giveBack();
        decoder.notDurable(raw.source());
    }
}
