package io.kafkadlq.core.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;

/** What this package says, ids DLQ-0100 to DLQ-0199. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.engine");

    private Log() {}

    static void started(Set<String> channels) {
        LOGGER.log(Level.INFO, "DLQ-0101 Engine started with channels {0}", channels);
    }

    static void stepFailed(Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0103 A part of the engine failed to stop; the others are stopped", defect);
    }

    static void stopped() {
        LOGGER.log(Level.INFO, "DLQ-0102 Engine stopped");
    }

    static void failureNotStored(String topic, int partition, long offset) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0104 Offset {0} of {1}-{2} failed and is not durable as a dead letter; it stays uncommitted",
                Long.toString(offset),
                topic,
                Integer.toString(partition));
    }
}
