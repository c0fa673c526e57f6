package io.kafkadlq.core.payload;

import io.kafkadlq.api.config.PayloadStore;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;

/**
 * Leaves out of a dead letter what its channel's store is not to keep; the last thing done before it is stored.
 *
 * @param index picks what it is found by, before anything is left out
 */
public record Keeping(PayloadStore store, HeaderIndex index) {

    /** One that was read from a topic, where it can be fetched again, unless it came there incomplete. */
    public DlqRecord fromTopic(DlqRecord record) {
        if (store == PayloadStore.REFERENCE
                && record.source().isKnown()
                && record.payload().state().isComplete()) {
            return with(index.of(record), record.payload().toPointer());
        }
        return fromCode(record);
    }

    /** One that code has given: whether the topic that it may name is one of ours, nobody knows. */
    public DlqRecord fromCode(DlqRecord record) {
        DlqRecord indexed = index.of(record);
        return store == PayloadStore.NONE ? with(indexed, record.payload().withoutBytes()) : indexed;
    }

    private static DlqRecord with(DlqRecord record, Payload kept) {
        return DlqRecord.of(record.summary().withPayload(kept.summary()), kept)
                .withIndexedHeaders(record.indexedHeaders());
    }
}
