package io.kafkadlq.core.flow;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What this package says, ids DLQ-0750 to DLQ-0799. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.flow");

    private Log() {}

    static void listenerDefect(Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0750 Whoever is told of the circuit breaker's changes has failed", defect);
    }
}
