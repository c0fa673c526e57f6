package io.kafkadlq.core.stage;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;

/**
 * Where a record's outcome is reported to. One object serves many records: the token, chosen by whoever brought the
 * record, tells them apart. Called once per record, from any thread, and must not block.
 */
public interface Acknowledgement {

    /** The record is in the store, under this id; another than its own means that it was there before. */
    void durable(long token, DlqRecord record, RecordId storedAs);

    /** The record is not known to be stored, and nobody tries any longer; whoever brought it still owns it. */
    void abandoned(long token, DlqRecord record, Throwable why);
}
