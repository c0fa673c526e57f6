package io.kafkadlq.boot;

import io.kafkadlq.core.config.TunedChannel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What this package says, ids DLQ-0001 to DLQ-0099. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.boot");

    private Log() {}

    static void suspiciousKey(String warning) {
        LOGGER.log(Level.WARNING, "DLQ-0001 {0}", warning);
    }

    static void tuned(TunedChannel channel) {
        LOGGER.log(
                Level.INFO,
                "DLQ-0002 Defaults chosen for channel {0}, {1}: {2}",
                channel.name(),
                channel.aim(),
                String.join(", ", channel.choices()));
    }
}
