package io.kafkadlq.kafka;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/** What this package says, ids DLQ-0400 to DLQ-0499. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.kafka");

    private Log() {}

    static void assigned(Collection<TopicPartition> partitions) {
        LOGGER.log(Level.INFO, "DLQ-0401 Reading dead letters from {0}", partitions);
    }

    static void revoked(Collection<TopicPartition> partitions) {
        LOGGER.log(Level.INFO, "DLQ-0402 No longer reading {0}", partitions);
    }

    static void lost(Collection<TopicPartition> partitions) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0403 Lost {0} to another consumer; what was under way will be recognised there",
                partitions);
    }

    static void pollFailed(Throwable trouble) {
        LOGGER.log(Level.WARNING, () -> "DLQ-0404 Polling failed; trying again", trouble);
    }

    static void commitFailed(Throwable failure) {
        LOGGER.log(Level.WARNING, "DLQ-0405 Offsets were not committed; trying again: {0}", failure.toString());
    }

    static void abandoned(TopicPartition partition, long offset, long soFar) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0406 Offset {0} of {1} is not durable and stays uncommitted, with all behind it; {2} so far",
                Long.toString(offset),
                partition,
                Long.toString(soFar));
    }

    static void consumerDied(Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0407 A consumer ended and reads no more until the next start", defect);
    }

    static void consumerStuck(String thread) {
        LOGGER.log(Level.WARNING, "DLQ-0408 {0} did not end in time and was interrupted", thread);
    }

    static void decodingFailed(TopicPartition partition, long offset, Throwable defect) {
        LOGGER.log(
                Level.WARNING,
                () -> "DLQ-0409 Dead letter " + partition + "@" + offset + " could not be read; it is stored raw",
                defect);
    }

    static void revokedAtWork(Collection<TopicPartition> partitions) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0410 Some records of {0} are still at work while their partitions go to another consumer, which reads"
                        + " them again; raise dlq.drain-timeout if handlers take that long",
                partitions);
    }

    static void consumerInterrupted(String thread) {
        LOGGER.log(Level.WARNING, "DLQ-0411 {0} was interrupted and reads no more until the next start", thread);
    }

    static void notClosed(String clientId, Throwable why) {
        LOGGER.log(Level.DEBUG, "DLQ-0412 {0} was not closed in good order: {1}", clientId, why.toString());
    }
}
