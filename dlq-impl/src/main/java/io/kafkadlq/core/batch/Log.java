package io.kafkadlq.core.batch;

import io.kafkadlq.api.model.DlqRecord;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** What this package says, ids DLQ-0200 to DLQ-0249. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.batch");

    private Log() {}

    static void storeAway(Throwable cause, Duration pause) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0201 The store did not take a batch; next try in {0}: {1}",
                pause,
                cause.toString());
        LOGGER.log(Level.DEBUG, "DLQ-0201 Stack trace", cause);
    }

    static void recordRefused(DlqRecord record, Throwable cause) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0202 The store refused record {0} from {1}; it is stored raw and flagged: {2}",
                record.id(),
                record.source(),
                cause.toString());
    }

    static void batchAbandoned(int records, Throwable cause) {
        LOGGER.log(
                Level.ERROR,
                () -> "DLQ-0203 " + records + " record(s) could not be stored; their offsets stay uncommitted",
                cause);
    }

    static void writerInterrupted() {
        LOGGER.log(Level.WARNING, "DLQ-0204 A writer was interrupted and ends");
    }

    static void writerDefect(Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0205 A writer failed on a batch; its records stay uncommitted", defect);
    }
}
