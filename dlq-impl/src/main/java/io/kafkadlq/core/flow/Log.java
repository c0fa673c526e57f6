package io.kafkadlq.core.flow;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What this package says, ids DLQ-0801 to DLQ-0849. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.flow");

    private Log() {}

    static void strategyDefect(String strategy, Throwable defect) {
        LOGGER.log(
                Level.ERROR,
                () -> "DLQ-0801 The backpressure strategy " + strategy
                        + " failed; the door stays as it is until the strategy answers",
                defect);
    }

    static void listenerDefect(Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0802 Whoever is told of the circuit breaker's changes has failed", defect);
    }
}
