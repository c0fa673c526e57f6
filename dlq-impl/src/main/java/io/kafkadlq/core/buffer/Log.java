package io.kafkadlq.core.buffer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What this package says, ids DLQ-0250 to DLQ-0299. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.buffer");

    private Log() {}

    static void consumerDefect(Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0251 The ring's consumer failed on a record and goes on", defect);
    }
}
