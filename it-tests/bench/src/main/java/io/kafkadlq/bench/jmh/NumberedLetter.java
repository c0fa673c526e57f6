package io.kafkadlq.bench.jmh;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.time.RecordIds;

/** A letter that costs nothing to read: all share one record. */
record NumberedLetter(int number) implements Letter {

    private static final DlqRecord RECORD = DlqRecord.builder(
                    RecordIds.next(), "bench", Payload.of(new byte[0], new byte[0], DlqHeaders.none()))
            .build();

    @Override
    public int sizeBytes() {
        return 1;
    }

    @Override
    public DlqRecord record() {
        return RECORD;
    }

    @Override
    public void durable(RecordId storedAs) {}

    @Override
    public void abandoned(Throwable why) {}
}
