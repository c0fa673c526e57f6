package io.kafkadlq.core.payload;

import io.kafkadlq.api.model.PayloadRisk;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** What this package says, ids DLQ-1000 to DLQ-1099. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.payload");

    private Log() {}

    static void risk(PayloadRisk risk) {
        LOGGER.log(Level.WARNING, "DLQ-1001 {0} {1}", risk.detail(), risk.remedy());
    }

    static void hidden(String topic) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-1002 How long topic {0} keeps the payloads that are only referred to is not known: give the user"
                        + " DescribeConfigs on it to be warned",
                topic);
    }

    static void notLooked(@Nullable Throwable why) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-1003 How long topics keep the payloads that are only referred to could not be asked; tried again each"
                        + " minute: {0}",
                String.valueOf(why));
    }
}
