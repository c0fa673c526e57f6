package io.kafkadlq.cdi.fault;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What this package says, ids DLQ-0550 to DLQ-0569. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.cdi");

    private Log() {}

    static void unguarded(Throwable why) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0550 The server''s Fault Tolerance does not answer; store and Kafka are called without it: {0}",
                why.toString());
        LOGGER.log(Level.DEBUG, "DLQ-0550 Stack trace", why);
    }
}
