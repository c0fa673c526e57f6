package io.kafkadlq.core.stage;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;

/**
 * A dead letter on its way to the store, and the way back to whoever brought it. Exactly one of {@link #durable} and
 * {@link #abandoned} is called, once, from any thread; neither may block.
 */
public interface Letter {

    /** Bytes of key, value and headers; the same before and after the letter was read. */
    int sizeBytes();

    /**
     * The record, always the same. The first call reads what the headers say, which is the dearest step of the way; the
     * ring's consumers make it, never whoever brought the letter. Not for two threads at a time.
     */
    DlqRecord record();

    /** The record is in the store, under this id; another than its own means that it was there before. */
    void durable(RecordId storedAs);

    /** The record is not known to be stored, and nobody tries any longer; whoever brought it still owns it. */
    void abandoned(Throwable why);
}
