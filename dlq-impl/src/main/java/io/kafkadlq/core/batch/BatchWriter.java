package io.kafkadlq.core.batch;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.time.NanoClock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees one batch after another into the store, and answers its letters. A batch that the store refuses is halved until the
 * one record it refuses is found, and that record is stored again without what was read from its headers, flagged.
 */
final class BatchWriter {

    private final PatientStore store;
    private final InFlight inFlight;
    private final ChannelMetrics metrics;
    private final NanoClock clock;
    // The writer's; set when the store was not waited for any longer.
    private @Nullable Throwable stopped;

    BatchWriter(PatientStore store, InFlight inFlight, ChannelMetrics metrics, NanoClock clock) {
        this.store = store;
        this.inFlight = inFlight;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** From then on a store that is away is not waited for any longer. */
    void giveUpAt(long nanos) {
        store.giveUpAt(nanos);
    }

    /** Returns when every record of the batch has been acknowledged. */
    void write(Batch batch) {
        write(batch, 0, batch.size(), false);
    }

    private void write(Batch batch, int from, int to, boolean salvaged) {
        if (stopped != null) {
            abandon(batch, from, to, stopped);
            return;
        }
        StorageResult<SaveReport> result = store.save(batch.records(from, to));
        if (result instanceof StorageResult.Success<SaveReport> success) {
            acknowledge(batch, from, to, success.value());
        } else if (result instanceof StorageResult.Failure<SaveReport> refused && !refused.retryable()) {
            divide(batch, from, to, refused.cause(), salvaged);
        } else {
            // What comes behind may wait for one of these in the store, and must not be there without it.
            stopped = cause(result);
            abandon(batch, from, to, stopped);
        }
    }

    private void divide(Batch batch, int from, int to, Throwable cause, boolean salvaged) {
        if (to - from > 1) {
            int middle = (from + to) >>> 1;
            write(batch, from, middle, false);
            write(batch, middle, to, false);
        } else if (!salvaged) {
            Log.recordRefused(batch.record(from), cause);
            batch.replace(from, withoutWhatWasRead(batch.record(from)));
            write(batch, from, to, true);
        } else {
            abandon(batch, from, to, cause);
        }
    }

    private static DlqRecord withoutWhatWasRead(DlqRecord refused) {
        DlqRecord.Builder raw = DlqRecord.builder(refused.id(), refused.channel(), refused.payload())
                .source(refused.source())
                .status(refused.status())
                .errorType(refused.summary().errorType())
                .problems(List.of("The store refused what was read from the headers; only the raw record was stored"))
                .metadata(refused.metadata());
        refused.summary().sequence().ifPresent(raw::sequence);
        return raw.build();
    }

    private void acknowledge(Batch batch, int from, int to, SaveReport report) {
        long now = clock.nanos();
        for (int i = from; i < to; i++) {
            DlqRecord record = batch.record(i);
            RecordId storedAs = report.duplicates().getOrDefault(record.id(), record.id());
            if (storedAs.equals(record.id())) {
                metrics.recordStored(now - batch.enteredNanos(i));
            } else {
                metrics.recordDuplicate();
            }
            Letter letter = batch.letter(i);
            inFlight.leave(letter);
            batch.answered(i);
            letter.durable(storedAs);
        }
    }

    /** Gives back every record of the batch that has had no answer yet. */
    void abandonUnanswered(Batch batch, Throwable cause) {
        abandon(batch, 0, batch.size(), cause);
    }

    private void abandon(Batch batch, int from, int to, Throwable cause) {
        int abandoned = 0;
        for (int i = from; i < to; i++) {
            if (!batch.isAnswered(i)) {
                Letter letter = batch.letter(i);
                batch.answered(i);
                inFlight.leave(letter);
                letter.abandoned(
                        new DlqException("Could not store " + batch.record(i).id(), cause));
                abandoned++;
            }
        }
        if (abandoned > 0) {
            Log.batchAbandoned(abandoned, cause);
        }
    }

    private static Throwable cause(StorageResult<SaveReport> result) {
        return result instanceof StorageResult.Failure<SaveReport> failure
                ? failure.cause()
                : new DlqException("The store answered a save with " + result);
    }
}
