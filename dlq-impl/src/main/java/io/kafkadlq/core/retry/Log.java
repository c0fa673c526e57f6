package io.kafkadlq.core.retry;

import io.kafkadlq.api.model.RecordId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What this package says, ids DLQ-0751 to DLQ-0799. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.retry");

    private Log() {}

    static void leaseLapsed(String node) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0751 The lease of {0} could not be renewed in time; what it held is retried again by whoever is next",
                node);
    }

    static void leaseNotRenewed(String node, String why) {
        LOGGER.log(Level.WARNING, "DLQ-0752 The lease of {0} was not renewed; it is tried again: {1}", node, why);
    }

    static void notClaimed(String channel, String why, long soFar) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0753 Channel {0} could not claim what is due, {1} times so far; it is tried again: {2}",
                channel,
                Long.toString(soFar),
                why);
    }

    static void notNoted(String channel, int results, String why, long soFar) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0754 Channel {0}: what became of {1} retries could not be noted, {2} times so far; it is tried again:"
                        + " {3}",
                channel,
                Integer.toString(results),
                Long.toString(soFar),
                why);
    }

    static void refused(String channel, String id, Throwable why) {
        LOGGER.log(
                Level.ERROR,
                () -> "DLQ-0755 Channel " + channel + ": the store refuses what became of the retry of " + id
                        + "; it is retried when its lease has lapsed",
                why);
    }

    static void heldByOthers(String channel, int records) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0756 Channel {0}: the lease of {1} records lapsed while they were retried; they are retried again",
                channel,
                Integer.toString(records));
    }

    static void defect(String thread, Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0757 " + thread + " failed; it goes on", defect);
    }

    static void leftUnnoted(String channel, int results) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0758 Channel {0} stopped before what became of {1} retries was noted; they are retried again",
                channel,
                Integer.toString(results));
    }

    static void recovered(int records) {
        LOGGER.log(Level.INFO, "DLQ-0759 {0} records of lapsed leases are due again", Integer.toString(records));
    }

    static void aged(String channel, String what, int records) {
        LOGGER.log(Level.INFO, "DLQ-0760 Channel {0}: {1} records {2}", channel, Integer.toString(records), what);
    }

    static void careFailed(String what, String why, long soFar) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0761 {0} failed, {1} times so far; it is tried again: {2}",
                what,
                Long.toString(soFar),
                why);
    }

    static void sequencesUnknown(String partition, String why, long soFar) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0762 The store did not tell which keys of {0} are blocked, {1} times so far; until it does the partition"
                        + " waits: {2}",
                partition,
                Long.toString(soFar),
                why);
    }

    static void payloadGone(String channel, RecordId id, String why, long soFar) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0765 Channel {0}: {1} is given up, {2} for such a reason so far: {3}",
                channel,
                id.toString(),
                Long.toString(soFar),
                why);
    }

    static void payloadNotFetched(String channel, long soFar, Throwable why) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0766 Channel {0}: payloads could not be fetched for retries, {1} times so far; they are tried again and no"
                        + " attempt counts: {2}",
                channel,
                Long.toString(soFar),
                why.toString());
    }

    static void policyDefect(Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0764 A retry policy failed; the record is retried in a minute", defect);
    }

    static void tooManyBlocked(String channel, int keys) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0763 Channel {0}: {1} keys are blocked by unresolved dead letters; its source topics wait until some are"
                        + " resolved",
                channel,
                Integer.toString(keys));
    }
}
