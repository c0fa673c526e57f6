package io.kafkadlq.core.classify;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What this package says, ids DLQ-0750 to DLQ-0769. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.classify");

    private Log() {}

    static void classifierDefect(String classifier, long soFar, RuntimeException defect) {
        LOGGER.log(
                Level.WARNING,
                () -> "DLQ-0750 The failure classifier " + classifier + " failed, and others were asked; so far "
                        + soFar + " times",
                defect);
    }
}
