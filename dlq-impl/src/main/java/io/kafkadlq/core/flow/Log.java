package io.kafkadlq.core.flow;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What this package says, ids DLQ-0801 to DLQ-0849. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.flow");

    private Log() {}

    static void strategyDefect(String strategy, long soFar, Throwable defect) {
        LOGGER.log(
                Level.ERROR,
                () -> "DLQ-0801 The backpressure strategy " + strategy + " failed, " + soFar
                        + " times so far; the door stays as open as it was, or opens",
                defect);
    }

    static void listenerDefect(Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0802 Whoever is told of the circuit breaker's changes has failed", defect);
    }
}
