package io.kafkadlq.core.redrive;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.core.redrive.RecordPublisher.Published;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What this package says, ids DLQ-0300 to DLQ-0399. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.redrive");

    private Log() {}

    static void notPublished(RecordId id, String target, Throwable failure) {
        LOGGER.log(
                Level.WARNING, "DLQ-0301 Kafka did not take record {0} for {1}: {2}", id, target, failure.toString());
    }

    static void publishedButNotNoted(RecordId id, Published published, Throwable cause) {
        LOGGER.log(
                Level.ERROR,
                () -> "DLQ-0302 Record " + id + " was published to " + published.topic() + "-" + published.partition()
                        + "@" + published.offset() + ", but the store could not note it: it still shows as unresolved",
                cause);
    }
}
